export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}

export type Medians<Side extends string> = Record<Side, number>

/**
 * Measures both sides round by round, so that whatever else the machine does meets both, and gives the median of each. The first round
 * warms up, and the side that goes first changes with each.
 */
export async function alternate<Side extends string>(
  rounds: number,
  sides: Readonly<Record<Side, () => Promise<number>>>,
): Promise<Medians<Side>> {
  const names = Object.keys(sides) as Side[]
  const measured = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<Side, number[]>
  for (let round = 0; round <= rounds; round += 1) {
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      const value = await sides[name]()
      if (round > 0) measured[name].push(value)
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(measured[name])])) as Medians<Side>
}

/** How often something is done in a second by so many at once. */
export async function rateOf(
  ask: () => Promise<unknown>,
  { ms, atOnce }: { ms: number; atOnce: number },
): Promise<number> {
  const end = performance.now() + ms
  let done = 0
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (performance.now() < end) {
        await ask()
        done += 1
      }
    }),
  )
  return done / (ms / 1000)
}
