import { rollUp } from '@/db/queries/analytics'
import { findMerchant } from '@/db/queries/merchants'
import { DomainError } from '@/lib/domain/errors'
import { measures, shownOf, type Measures, type Shown } from '@/lib/domain/tally'
import { reportPeriod, type AskedPeriod, type Grouping } from '@/lib/domain/reportPeriod'
import { zoneNamed } from '@/lib/domain/zonedCalendar'
import { mustBeAllowed } from '../access'
import type { Actor, ServiceContext } from '../context'

export type AskedAnalytics = {
  asked: AskedPeriod
  grouping: Grouping
  timezone: string
  /** Null is the merchant's default. */
  currency: string | null
}

export type Analytics = {
  currency: string
  from: Date
  end: Date
  total: Measures
  /** Every part of the period, those in which nothing happened too. */
  parts: { label: string; sums: Shown }[]
  /** By the asset that was settled in, the one worth most first. */
  tokens: { token: string; sums: Measures }[]
}

/** Parts of one answer at most: a year by the hour, and a little more. */
const MAX_PARTS = 10_000
const DAY_MS = 86_400_000

/**
 * A merchant's figures over a period by its zone's clocks, in one currency, from sums that are kept up to date (Q5). Throws
 * VALIDATION_FAILED for a zone nobody knows and for more parts than an answer holds.
 */
export async function getAnalytics(
  ctx: ServiceContext,
  actor: Actor,
  { asked, grouping, timezone, currency }: AskedAnalytics,
): Promise<Analytics> {
  mustBeAllowed(actor, 'analytics:read')
  const zone = zoneNamed(timezone)
  if (!zone) {
    throw new DomainError('VALIDATION_FAILED', 'timezone: must be an IANA time zone such as Europe/Berlin', {
      field: 'timezone',
    })
  }
  assertNotTooMany(asked, grouping)
  const period = reportPeriod(asked, grouping, { zone, now: ctx.clock.now() })
  const inCurrency = currency ?? (await findMerchant(ctx.db, actor.merchantId))?.defaultCurrency ?? ''
  const edges = [...period.parts.map((part) => part.from), period.end]
  const sums = await rollUp(ctx.db, actor, { currency: inCurrency, edges })
  const nothing = shownOf(measures({}))
  return {
    currency: inCurrency,
    from: period.parts[0]?.from ?? period.end,
    end: period.end,
    total: sums.total,
    parts: period.parts.map(({ label }, part) => ({ label, sums: sums.parts.get(part) ?? nothing })),
    tokens: [...sums.tokens]
      .map(([token, own]) => ({ token, sums: own }))
      .filter((one) => one.sums.completed > 0n)
      .toSorted((a, b) => (a.sums.gross === b.sums.gross ? 0 : a.sums.gross > b.sums.gross ? -1 : 1)),
  }
}

/** Asked of days before they are laid out. */
function assertNotTooMany(asked: AskedPeriod, grouping: Grouping): void {
  if ('period' in asked) return
  const days = (Date.parse(asked.lastDay) - Date.parse(asked.firstDay)) / DAY_MS + 1
  if (days * (grouping === 'hour' ? 24 : 1) <= MAX_PARTS) return
  throw new DomainError('VALIDATION_FAILED', `group_by: these days have too many of a ${grouping}`, {
    field: 'group_by',
    constraints: { max_parts: MAX_PARTS },
  })
}
