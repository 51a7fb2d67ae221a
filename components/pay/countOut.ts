const MINUTE_MS = 60_000
/** Twice is enough to be told; a clock that speaks each minute is a nuisance. */
const TOLD_AT = [
  { leftMs: 5 * MINUTE_MS, words: '5 minutes left to pay.' },
  { leftMs: MINUTE_MS, words: 'One minute left to pay.' },
]
/** What browsers can wait for at once. */
const LONGEST_MS = 2 ** 31 - 1

type Told = {
  /** Little time is left, in words. */
  onShort: (words: string) => void
  onEnd: () => void
}

/** Tells calmly when the time to pay runs short, and when it is over; until the returned function is called. */
export function countOut(leftMs: number, { onShort, onEnd }: Told): () => void {
  const timers = TOLD_AT.map((told) => after(leftMs - told.leftMs, () => onShort(told.words)))
  timers.push(after(leftMs + 1, onEnd))
  return () => {
    for (const timer of timers) clearTimeout(timer)
  }
}

/** Nothing happens for what is already past. */
function after(ms: number, work: () => void): ReturnType<typeof setTimeout> | undefined {
  return ms > 0 && ms <= LONGEST_MS ? setTimeout(work, ms) : undefined
}
