import { z } from 'zod'
import { FIAT_DECIMALS, type Fiat } from '@/lib/domain/money'
import { GROUPINGS, PERIODS } from '@/lib/domain/reportPeriod'
import type { AskedAnalytics } from '@/lib/services/analytics/getAnalytics'
import { text } from '../fields'

const EARLIEST = '2000-01-01'
const LATEST = '2100-12-31'

const day = z.iso
  .date({ error: 'must be a day such as 2025-01-31' })
  .refine((value) => value >= EARLIEST && value <= LATEST, {
    error: `must be a day from ${EARLIEST} to ${LATEST}`,
  })

/** An invoice's currency. */
export const fiatCode = z.enum(Object.keys(FIAT_DECIMALS) as [Fiat, ...Fiat[]], {
  error: `must be one of ${Object.keys(FIAT_DECIMALS).join(', ')}`,
})

export const analyticsQuery = z
  .object({
    period: z
      .enum(PERIODS, { error: `must be one of ${PERIODS.join(', ')}` })
      .optional()
      .describe('Up to now; 30d unless days are named'),
    start_date: day.optional().describe('With end_date instead of period: the first day there'),
    end_date: day.optional().describe('The last day, included'),
    group_by: z
      .enum(GROUPINGS, { error: `must be one of ${GROUPINGS.join(', ')}` })
      .optional()
      .describe('day unless said'),
    timezone: text(1, 64)
      .optional()
      .describe('IANA time zone in whose hours, days, weeks and months to count; UTC unless said'),
    currency: fiatCode.optional().describe('Counts invoices in it; the merchant’s default unless said'),
  })
  .superRefine(({ period, start_date: start, end_date: end }, context) => {
    const refuse = (field: string, message: string) =>
      context.addIssue({ code: 'custom', path: [field], message })
    if (start === undefined && end === undefined) return
    if (period !== undefined) refuse('period', 'goes without start_date and end_date')
    else if (start === undefined) refuse('start_date', 'is required with end_date')
    else if (end === undefined) refuse('end_date', 'is required with start_date')
    else if (end < start) refuse('end_date', 'must not be before start_date')
  })

export function toAskedAnalytics(query: z.output<typeof analyticsQuery>): AskedAnalytics {
  const { start_date: firstDay, end_date: lastDay } = query
  return {
    asked: firstDay && lastDay ? { firstDay, lastDay } : { period: query.period ?? '30d' },
    grouping: query.group_by ?? 'day',
    timezone: query.timezone ?? 'UTC',
    currency: query.currency ?? null,
  }
}

const seriesPart = z.strictObject({
  /** The first day of it there; of an hour, when it begins, with the zone's offset. */
  date: z.string(),
  invoices_created: z.int(),
  invoices_paid: z.int(),
  gross_amount: z.number(),
  platform_fees: z.number(),
  net_payouts: z.number(),
  conversion_rate: z.number(),
})

const settledIn = z.strictObject({
  count: z.int(),
  gross_amount: z.number(),
  platform_fees: z.number(),
  net_amount: z.number(),
})

/** Amounts are in `currency`, at each invoice's quote. */
export const analyticsAnswer = z.strictObject({
  /** `custom` for named days. */
  period: z.enum([...PERIODS, 'custom']),
  timezone: z.string(),
  currency: z.string(),
  metrics: z.strictObject({
    /** Made in the period. */
    total_invoices: z.int(),
    total_gross_amount: z.number(),
    total_platform_fees: z.number(),
    total_net_payouts: z.number(),
    /** Settled in the period, whenever they were made. */
    paid_invoices: z.int(),
    /** How many of a hundred invoices made in the period are paid by now. */
    conversion_rate: z.number(),
    average_gross_amount: z.number(),
    average_net_amount: z.number(),
    /** Fees of a hundred of gross. */
    effective_fee_rate: z.number(),
    /** Seconds from an invoice's making to the block that brought the last of its money. */
    average_payment_time: z.int(),
    /** Seconds from that block to the settlement. */
    average_settlement_time: z.int(),
  }),
  time_series: z.array(seriesPart),
  /** By the token that was settled in. */
  payment_methods: z.record(z.string(), settledIn),
})
