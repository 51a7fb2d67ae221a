import { addDays, startOfDay, zoneNamed } from '@/lib/domain/zonedCalendar'

/** Holds the time zone that the dashboard tells times in; the browser sets it, or the person chooses UTC. */
export const ZONE_COOKIE = 'checkout-zone'

/** A time zone that this process knows, or UTC. */
export function knownZone(name: string | undefined): string {
  return (name && zoneNamed(name)) || 'UTC'
}

/** `15 Jan 2026, 10:32` there. */
export function inZone(at: Date, zone: string, seconds = false): string {
  return formatter(zone, seconds).format(at)
}

/** The same in UTC and to the second, to be compared with other people and logs. */
export function utcText(at: Date): string {
  return `${at.toISOString().slice(0, 19).replace('T', ' ')} UTC`
}

/** When the day after begins there; null for text that is no day. */
export function endOfDay(day: string, zone: string): Date | null {
  return startOfDay(day, zone) && startOfDay(addDays(day, 1), zone)
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
