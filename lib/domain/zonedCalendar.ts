const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS
const QUARTER_MS = 15 * MINUTE_MS

/** The name that this process knows a time zone by; null for text that names none. Offsets such as +05:30 are no names. */
export function zoneNamed(name: string): string | null {
  if (name.length > 64 || !/^[A-Za-z]/.test(name)) return null
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: name }).resolvedOptions().timeZone
  } catch {
    return null
  }
}

/** How far the clocks of a zone are ahead of UTC then, in milliseconds. Throws RangeError for a zone nobody knows. */
export function offsetAt(zone: string, at: number): number {
  const [month = 0, day = 0, year = 0, hour = 0, minute = 0, second = 0] = formatter(zone)
    .format(at)
    .split(/\D+/)
    .map((part) => Number.parseInt(part, 10))
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1000) * 1000
}

/** When a calendar day (`2026-01-15`) begins there; null for text that is no day. */
export function startOfDay(day: string, zone: string): Date | null {
  const midnight = Date.parse(`${day}T00:00:00Z`)
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || Number.isNaN(midnight)) return null
  if (new Date(midnight).toISOString().slice(0, 10) !== day) return null
  return new Date(momentOf(midnight, zone))
}

/** The calendar day there at a moment. */
export function dayAt(at: Date, zone: string): string {
  return dayText(at.getTime() + offsetAt(zone, at.getTime()))
}

/** The day so many days later. */
export function addDays(day: string, days: number): string {
  return dayText(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS)
}

/** The Monday on or before a day. */
export function mondayOf(day: string): string {
  const sinceMonday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7
  return addDays(day, -sinceMonday)
}

/** The first day of the month that a day lies in, or of one that many months later. */
export function firstOfMonth(day: string, later = 0): string {
  const at = new Date(`${day}T00:00:00Z`)
  return dayText(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + later, 1))
}

/** When each hour begins, by the clocks there, from one moment up to another; both are whole quarters of an hour. */
export function hoursBetween(from: Date, to: Date, zone: string): { from: Date; label: string }[] {
  const hours: { from: Date; label: string }[] = []
  let at = from.getTime()
  while (at < to.getTime()) {
    // Clocks are set at most once in a day: where both of its ends agree, nobody has to be asked in between.
    const offset = offsetAt(zone, at)
    const isEven = offset === offsetAt(zone, at + DAY_MS)
    const until = Math.min(at + DAY_MS, to.getTime())
    while (at < until) {
      const own = isEven ? offset : offsetAt(zone, at)
      hours.push({ from: new Date(at), label: shownAt(at, own) })
      at = isEven ? at + HOUR_MS - modulo(at + offset, HOUR_MS) : nextHour(at, zone)
    }
  }
  return hours
}

/** When the hour began, by the clocks there, that a moment lies in. */
export function hourAt(at: Date, zone: string): Date {
  const intoHour = modulo(at.getTime() + offsetAt(zone, at.getTime()), HOUR_MS)
  return new Date(at.getTime() - intoHour)
}

/** `2026-03-29T02:00:00+02:00`: which of two equal hours it is, is said by the offset. */
function shownAt(at: number, offset: number): string {
  const there = new Date(at + offset).toISOString().slice(0, 19)
  const minutes = Math.abs(offset) / MINUTE_MS
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60].map((part) => `${part}`.padStart(2, '0'))
  return `${there}${offset < 0 ? '-' : '+'}${hours}:${rest}`
}

/** The next moment at which the clocks there show a full hour, or another hour than they should. */
function nextHour(at: number, zone: string): number {
  const offset = offsetAt(zone, at)
  const expected = at + HOUR_MS - modulo(at + offset, HOUR_MS)
  if (offsetAt(zone, expected) === offset) return expected
  const hour = Math.floor((at + offset) / HOUR_MS)
  for (let next = at + QUARTER_MS; ; next += QUARTER_MS) {
    const there = next + offsetAt(zone, next)
    if (modulo(there, HOUR_MS) === 0 || Math.floor(there / HOUR_MS) !== hour) return next
  }
}

/**
 * The first moment at which the clocks there show at least this (as if it were UTC). Clocks that are set back show it twice, and
 * the first time counts; clocks that are set forward over it begin with what they show next.
 */
function momentOf(shown: number, zone: string): number {
  const near = shown - offsetAt(zone, shown)
  const offsets = [near - 25 * HOUR_MS, near, near + 25 * HOUR_MS].map((at) => offsetAt(zone, at))
  const candidates = offsets.map((offset) => shown - offset).toSorted((a, b) => a - b)
  const exact = candidates.find((at) => at + offsetAt(zone, at) === shown)
  if (exact !== undefined) return exact
  let at = candidates[0] ?? near
  while (at + offsetAt(zone, at) < shown) at += QUARTER_MS
  return at
}

function dayText(utc: number): string {
  return new Date(utc).toISOString().slice(0, 10)
}

function modulo(value: number, divisor: number): number {
  return ((value % divisor) + divisor) % divisor
}

const formatters = new Map<string, Intl.DateTimeFormat>()

function formatter(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  formatters.set(zone, made)
  return made
}
