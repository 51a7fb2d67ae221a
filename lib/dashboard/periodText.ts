import type { Grouping } from '@/lib/domain/reportPeriod'

const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' })
const MONTH = new Intl.DateTimeFormat('en-GB', { month: 'short', year: 'numeric', timeZone: 'UTC' })

/** `15 Jan`, `Week of 12 Jan` or `Jan 2026`, of the first day of a part. */
export function partText(day: string, by: Grouping = 'day'): string {
  const at = new Date(`${day.slice(0, 10)}T00:00:00Z`)
  if (by === 'month') return MONTH.format(at)
  return by === 'week' ? `Week of ${DAY.format(at)}` : DAY.format(at)
}

const [SECOND, MINUTE, HOUR, FULL_DAY] = [1_000, 60_000, 3_600_000, 86_400_000] as const

/** The two largest units of a time, such as `4 min 10 s`; loosely, because it is a median. */
export function durationText(ms: number): string {
  if (ms < MINUTE) return `${Math.round(ms / SECOND)} s`
  if (ms < HOUR) return pair(ms, MINUTE, 'min', SECOND, 's')
  if (ms < FULL_DAY) return pair(ms, HOUR, 'h', MINUTE, 'min')
  return pair(ms, FULL_DAY, 'd', HOUR, 'h')
}

function pair(ms: number, large: number, name: string, small: number, smaller: string): string {
  const whole = Math.floor(ms / large)
  const rest = Math.floor((ms - whole * large) / small)
  return rest === 0 ? `${whole} ${name}` : `${whole} ${name} ${rest} ${smaller}`
}
