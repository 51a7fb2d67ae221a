import { z } from 'zod'
import { INVOICE_STATUSES } from '@/lib/domain/invoice'
import { parseUnits } from '@/lib/domain/money'
import type { App } from '@/lib/server/app'
import type { Actor } from '@/lib/services/context'
import type { InvoiceFilter } from '@/lib/services/invoices/input'
import { text } from '../fields'
import { openCursor, sealCursor, type Position } from './cursor'

const MAX_LIMIT = 100
const DEFAULT_LIMIT = 20
const FIAT_PLACES = 2
/** Beyond what the database's column holds there is no invoice. */
const MAX_MINOR = 10n ** 70n

const limit = z
  .string()
  .regex(/^\d{1,3}$/, { error: `must be a whole number from 1 to ${MAX_LIMIT}` })
  .transform((value) => Number.parseInt(value, 10))
  .refine((value) => value >= 1 && value <= MAX_LIMIT, {
    error: `must be a whole number from 1 to ${MAX_LIMIT}`,
  })
  .meta({ type: 'integer', minimum: 1, maximum: MAX_LIMIT, default: DEFAULT_LIMIT })

const time = z.iso
  .datetime({ offset: true, error: 'must be an ISO 8601 time such as 2025-01-01T00:00:00Z' })
  .or(z.iso.date())
  .transform((value) => new Date(value))
  .meta({ type: 'string', format: 'date-time' })

const amount = z
  .string()
  .transform((value, context) => {
    const minor = parseUnits(value, FIAT_PLACES)
    if (minor !== null && minor <= MAX_MINOR) return minor
    const message = 'must be an amount from 0 with at most two places'
    context.issues.push({ code: 'custom', input: value, message, params: { code: 'INVALID_AMOUNT' } })
    return z.NEVER
  })
  .meta({ type: 'number', minimum: 0 })

/** Document 004's filters. */
export const listQuery = z.object({
  status: z.enum(INVOICE_STATUSES, { error: `must be one of ${INVOICE_STATUSES.join(', ')}` }).optional(),
  limit: limit.optional().transform((value) => value ?? DEFAULT_LIMIT),
  cursor: z.string().max(200).optional(),
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
  }
}

export function nextCursor(app: App, actor: Actor, next: Position): string {
  return sealCursor(app, actor, next)
}
