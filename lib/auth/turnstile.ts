/** More work came than is let wait. */
export class TurnstileFull extends Error {
  override readonly name = 'TurnstileFull'
}

export function isTurnstileFull(error: unknown): boolean {
  return error instanceof Error && error.name === 'TurnstileFull'
}

/** Lets so much work through at once and so much wait, in the order it came; the rest is refused with TurnstileFull. */
export function createTurnstile({ atOnce, waiting }: { atOnce: number; waiting: number }) {
  const queue: (() => void)[] = []
  let running = 0

  return async <Result>(work: () => Promise<Result>): Promise<Result> => {
    if (running >= atOnce) {
      if (queue.length >= waiting) throw new TurnstileFull('too much is waiting already')
      // Whoever ends hands on their place: it is never free in between.
      await new Promise<void>((resolve) => queue.push(resolve))
    } else running += 1
    try {
      return await work()
    } finally {
      const next = queue.shift()
      if (next) next()
      else running -= 1
    }
  }
}
