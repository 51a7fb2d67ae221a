import { z } from 'zod'
import { SETTLEMENT_STATUSES } from '@/db/schema'
import { addDays } from '@/lib/domain/zonedCalendar'
import type { App } from '@/lib/server/app'
import type { Actor } from '@/lib/services/context'
import type { AskedSettlements } from '@/lib/services/settlements/listSettlements'
import { fiatCode } from './analyticsSchemas'
import { openCursor } from './cursor'
import { pageQuery, time } from './listQuery'
import { pagination } from './pagination'
import { settlementFields } from './schemas'

/** Document 004's filters: a day for an end is included, a time is not. */
export const settlementQuery = z.object({
  start_date: time.optional().describe('Made from then on'),
  end_date: z
    .string()
    .transform((text) => (z.iso.date().safeParse(text).success ? addDays(text, 1) : text))
    .pipe(time)
    .meta({ type: 'string', format: 'date-time' })
    .optional()
    .describe('Made before then; a day (of UTC) is included'),
  status: z
    .enum(SETTLEMENT_STATUSES, { error: `must be one of ${SETTLEMENT_STATUSES.join(', ')}` })
    .optional(),
  currency: fiatCode.optional().describe('Of their invoices; the merchant’s default unless said'),
  ...pageQuery,
})

/** The query in the domain's terms. Throws INVALID_CURSOR. */
export function toAskedSettlements(
  app: App,
  actor: Actor,
  query: z.output<typeof settlementQuery>,
): AskedSettlements {
  return {
    limit: query.limit,
    after: query.cursor === undefined ? null : openCursor(app, actor, query.cursor),
    status: query.status ?? null,
    from: query.start_date ?? null,
    to: query.end_date ?? null,
    currency: query.currency ?? null,
  }
}

export const listedSettlement = z.strictObject({
  ...settlementFields,
  invoice_id: z.string(),
  /** The asset it was paid in. */
  currency: z.string(),
})

export const settlementList = z.strictObject({
  settlements: z.array(listedSettlement),
  /** Of all that match, in fiat at each invoice's quote. */
  summary: z.strictObject({
    total_gross_amount: z.number(),
    total_platform_fees: z.number(),
    total_net_amount: z.number(),
    average_fee_percentage: z.number(),
    settlement_count: z.int(),
    currency: z.string(),
  }),
  pagination,
})
