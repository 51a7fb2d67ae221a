const MINUTE_MS = 60_000
/** Twice is enough to be told; a clock that speaks each minute is a nuisance. */
const TOLD_AT = { fiveMinutes: 5 * MINUTE_MS, oneMinute: MINUTE_MS }
/** What browsers can wait for at once. */
const LONGEST_MS = 2 ** 31 - 1

/** What is said when little time is left. */
export type ShortWords = Record<keyof typeof TOLD_AT, string>

type Told = {
  words?: ShortWords
  onShort?: (words: string) => void
  onEnd: () => void
}

/** Tells calmly when the time to pay runs short, and when it is over; until the returned function is called. */
export function countOut(leftMs: number, { words, onShort, onEnd }: Told): () => void {
  const timers = [after(leftMs + 1, onEnd)]
  if (words && onShort) {
    timers.push(after(leftMs - TOLD_AT.fiveMinutes, () => onShort(words.fiveMinutes)))
    timers.push(after(leftMs - TOLD_AT.oneMinute, () => onShort(words.oneMinute)))
  }
  return () => {
    for (const timer of timers) clearTimeout(timer)
  }
}

/** Nothing happens for what is already past. */
function after(ms: number, work: () => void): ReturnType<typeof setTimeout> | undefined {
  return ms > 0 && ms <= LONGEST_MS ? setTimeout(work, ms) : undefined
}
