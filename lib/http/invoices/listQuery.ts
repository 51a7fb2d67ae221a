import { z } from 'zod'
import { INVOICE_STATUSES } from '@/lib/domain/invoice'
import { parseUnits } from '@/lib/domain/money'
import type { App } from '@/lib/server/app'
import type { Actor } from '@/lib/services/context'
import type { InvoiceFilter } from '@/lib/services/invoices/input'
import { text } from '../fields'
import { parsed } from '../parsed'
import { openCursor } from './cursor'

const MAX_LIMIT = 100
const DEFAULT_LIMIT = 20
const FIAT_PLACES = 2
/** Beyond what the database's column holds there is no invoice. */
const MAX_MINOR = 10n ** 70n

/** Times that the database can hold, whatever their offset. */
const EARLIEST = Date.UTC(1970, 0, 1)
const LATEST = Date.UTC(9999, 0, 1)
const TIME = z.iso.datetime({ offset: true }).or(z.iso.date())

const limit = parsed(
  (text) => (/^\d{1,3}$/.test(text) ? Number.parseInt(text, 10) : null),
  (value) => value >= 1 && value <= MAX_LIMIT,
  `must be a whole number from 1 to ${MAX_LIMIT}`,
  { constraints: { min: 1, max: MAX_LIMIT } },
).meta({ type: 'integer', minimum: 1, maximum: MAX_LIMIT, default: DEFAULT_LIMIT })

/** A moment in a query. */
export const time = parsed(
  (text) => (TIME.safeParse(text).success ? new Date(text) : null),
  (value) => value.getTime() >= EARLIEST && value.getTime() < LATEST,
  'must be an ISO 8601 time such as 2025-01-01T00:00:00Z',
  { constraints: { format: 'date-time' } },
).meta({ type: 'string', format: 'date-time' })

const amount = parsed(
  (text) => parseUnits(text, FIAT_PLACES),
  (minor) => minor <= MAX_MINOR,
  'must be an amount from 0 with at most two places',
  { code: 'INVALID_AMOUNT', constraints: { min_amount: '0', max_decimals: FIAT_PLACES } },
).meta({ type: 'number', minimum: 0 })

/** What every list of document 004 takes. */
export const pageQuery = {
  limit: limit.optional().transform((value) => value ?? DEFAULT_LIMIT),
  cursor: z.string().max(200).optional(),
}

/** Document 004's filters. */
export const listQuery = z.object({
  status: z.enum(INVOICE_STATUSES, { error: `must be one of ${INVOICE_STATUSES.join(', ')}` }).optional(),
  ...pageQuery,
  created_after: time.optional(),
  created_before: time.optional(),
  amount_gte: amount.optional(),
  amount_lte: amount.optional(),
  currency: text(1, 10).optional(),
  search: text(1, 200).optional(),
})

/** The query in the domain's terms. Throws INVALID_CURSOR. */
export function toFilter(app: App, actor: Actor, query: z.output<typeof listQuery>): InvoiceFilter {
  return {
    limit: query.limit,
    after: query.cursor === undefined ? null : openCursor(app, actor, query.cursor),
    status: query.status ?? null,
    createdAfter: query.created_after ?? null,
    createdBefore: query.created_before ?? null,
    amountAtLeastMinor: query.amount_gte ?? null,
    amountAtMostMinor: query.amount_lte ?? null,
    currency: query.currency ?? null,
    search: query.search ?? null,
    exception: null,
    named: null,
  }
}
