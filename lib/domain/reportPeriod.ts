import { addDays, dayAt, firstOfMonth, hourAt, hoursBetween, mondayOf, startOfDay } from './zonedCalendar'

export const PERIODS = ['24h', '7d', '30d', '90d', '1y'] as const
export type Period = (typeof PERIODS)[number]
export const GROUPINGS = ['hour', 'day', 'week', 'month'] as const
export type Grouping = (typeof GROUPINGS)[number]

/** The last hours or days up to now, or whole days from one to another, both included. */
export type AskedPeriod = { period: Period } | { firstDay: string; lastDay: string }

export type ReportPart = {
  /** Its first day there; of an hour, its beginning with the offset. */
  label: string
  from: Date
}
/** Parts without a gap between them, the last one up to `end`. */
export type ReportPeriod = { parts: ReportPart[]; end: Date }

const DAYS = { '7d': 7, '30d': 30, '90d': 90 } as const

/**
 * The parts of a period by the clocks of a zone: what is over of the present hour or day is one of them; weeks begin on Monday;
 * the first and last week or month may be cut by the period. A day that a zone skipped is none.
 */
export function reportPeriod(
  asked: AskedPeriod,
  grouping: Grouping,
  { zone, now }: { zone: string; now: Date },
): ReportPeriod {
  const { from, to } = bounds(asked, zone, now)
  if (grouping === 'hour') {
    const end = 'period' in asked ? new Date(Math.min(to.getTime(), hourAfter(now, zone))) : to
    return { parts: hoursBetween(from, end, zone), end }
  }
  const parts = daysOf(from, to, grouping, zone).flatMap((day): ReportPart[] => {
    const start = startOfDay(day, zone)
    return start ? [{ label: day, from: start < from ? from : start }] : []
  })
  const lasting = parts.filter(({ from: start }, index) => start < (parts[index + 1]?.from ?? to))
  return { parts: lasting, end: to }
}

function bounds(asked: AskedPeriod, zone: string, now: Date): { from: Date; to: Date } {
  if ('firstDay' in asked) {
    return { from: dayStart(asked.firstDay, zone), to: dayStart(addDays(asked.lastDay, 1), zone) }
  }
  if (asked.period === '24h') {
    const to = new Date(hourAfter(now, zone))
    return { from: new Date(to.getTime() - 24 * 60 * 60_000), to }
  }
  const today = dayAt(now, zone)
  const first = asked.period === '1y' ? addDays(yearBefore(today), 1) : addDays(today, 1 - DAYS[asked.period])
  return { from: dayStart(first, zone), to: dayStart(addDays(today, 1), zone) }
}

/** The days that begin a part: the first may lie before the period. */
function daysOf(from: Date, to: Date, grouping: 'day' | 'week' | 'month', zone: string): string[] {
  const first = dayAt(from, zone)
  const last = dayAt(new Date(to.getTime() - 1), zone)
  const [start, next] = {
    day: [first, (day: string) => addDays(day, 1)] as const,
    week: [mondayOf(first), (day: string) => addDays(day, 7)] as const,
    month: [firstOfMonth(first), (day: string) => firstOfMonth(day, 1)] as const,
  }[grouping]
  const days: string[] = []
  for (let day = start; day <= last; day = next(day)) days.push(day)
  return days
}

/** When the hour after the present one begins. */
function hourAfter(now: Date, zone: string): number {
  const [, next] = hoursBetween(hourAt(now, zone), new Date(now.getTime() + 3 * 60 * 60_000), zone)
  return (next?.from ?? now).getTime()
}

/** The same day a year before; of 29 February, the 28th. */
function yearBefore(day: string): string {
  const [year, rest] = [day.slice(0, 4), day.slice(4)]
  const before = `${Number.parseInt(year, 10) - 1}`
  return rest === '-02-29' ? `${before}-02-28` : `${before}${rest}`
}

function dayStart(day: string, zone: string): Date {
  const start = startOfDay(day, zone)
  if (!start) throw new RangeError(`reportPeriod: ${day} is no day`)
  return start
}
