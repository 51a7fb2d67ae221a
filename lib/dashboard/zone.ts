/** Holds the time zone that the dashboard tells times in; the browser sets it, or the person chooses UTC. */
export const ZONE_COOKIE = 'checkout-zone'

const DAY_MS = 86_400_000

/** A time zone that this process knows, or UTC. */
export function knownZone(name: string | undefined): string {
  if (!name || name.length > 64) return 'UTC'
  try {
    return new Intl.DateTimeFormat('en-GB', { timeZone: name }).resolvedOptions().timeZone
  } catch {
    return 'UTC'
  }
}

/** `15 Jan 2026, 10:32` there. */
export function inZone(at: Date, zone: string, seconds = false): string {
  return formatter(zone, seconds).format(at)
}

/** The same in UTC and to the second, to be compared with other people and logs. */
export function utcText(at: Date): string {
  return `${at.toISOString().slice(0, 19).replace('T', ' ')} UTC`
}

/** When a calendar day (`2026-01-15`) begins there; null for text that is no day. */
export function startOfDay(day: string, zone: string): Date | null {
  const midnight = Date.parse(`${day}T00:00:00Z`)
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || Number.isNaN(midnight)) return null
  if (new Date(midnight).toISOString().slice(0, 10) !== day) return null
  // The offset is asked for where it holds: once near midnight, and again where that turned out to be.
  const first = midnight - offsetMs(new Date(midnight), zone)
  return new Date(midnight - offsetMs(new Date(first), zone))
}

/** When the day after begins there. */
export function endOfDay(day: string, zone: string): Date | null {
  const midnight = startOfDay(day, 'UTC')
  if (midnight === null) return null
  return startOfDay(new Date(midnight.getTime() + DAY_MS).toISOString().slice(0, 10), zone)
}

function offsetMs(at: Date, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(at)
  const part = (type: Intl.DateTimeFormatPartTypes) =>
    Number.parseInt(parts.find((one) => one.type === type)?.value ?? '0', 10)
  const there = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  )
  return there - Math.floor(at.getTime() / 1000) * 1000
}

const formatters = new Map<string, Intl.DateTimeFormat>()

function formatter(zone: string, seconds: boolean): Intl.DateTimeFormat {
  const name = `${zone} ${seconds}`
  const known = formatters.get(name)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    ...(seconds ? { second: '2-digit' } : {}),
  })
  formatters.set(name, made)
  return made
}
