const MOST_MS = 24 * 60 * 60_000

/**
 * How long a receiver asks to be left alone (Retry-After: seconds, or a date by its own clock), at most a day; null where it
 * does not say.
 */
export function retryAfterMs(
  header: string | string[] | undefined,
  date: string | string[] | undefined,
): number | null {
  if (typeof header !== 'string') return null
  if (/^\d+$/.test(header)) return Math.min(Number.parseInt(header, 10) * 1000, MOST_MS)
  const [until, now] = [Date.parse(header), typeof date === 'string' ? Date.parse(date) : Number.NaN]
  const wait = until - now
  return Number.isFinite(wait) ? Math.min(Math.max(0, wait), MOST_MS) : null
}
