import { mediansBetween, type TimeToPay } from '@/db/queries/timeToPay'
import { reportPeriod, type AskedPeriod, type Grouping } from '@/lib/domain/reportPeriod'
import { zoneNamed } from '@/lib/domain/zonedCalendar'
import { mustBeAllowed } from '../access'
import type { Actor, ServiceContext } from '../context'

export type TimesToPay = {
  /** Null where nothing was paid. */
  total: TimeToPay | null
  parts: { label: string; time: TimeToPay | null }[]
}

/** The median time from an invoice's making to its money, over a period by a zone's clocks; a zone that nobody knows is UTC. */
export async function getTimeToPay(
  ctx: ServiceContext,
  actor: Actor,
  { asked, grouping, timezone }: { asked: AskedPeriod; grouping: Grouping; timezone: string },
): Promise<TimesToPay> {
  mustBeAllowed(actor, 'analytics:read')
  const zone = zoneNamed(timezone) ?? 'UTC'
  const { parts, end } = reportPeriod(asked, grouping, { zone, now: ctx.clock.now() })
  const found = await mediansBetween(ctx.db, actor, [...parts.map((part) => part.from), end])
  return {
    total: found.total,
    parts: parts.map(({ label }, part) => ({ label, time: found.parts.get(part) ?? null })),
  }
}
