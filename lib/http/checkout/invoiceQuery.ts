import { z } from 'zod'
import { CHECKOUT_STATUSES, kindOf } from '@/lib/domain/checkoutInvoice'
import type { CheckoutFilter } from '@/lib/services/checkout/input'
import { text } from '../fields'
import { parsed } from '../parsed'
import { exceptionNames } from './invoiceSchemas'

const MOST_ROWS = 100
const USUAL_ROWS = 25
/** Totals are exact up to here, and nobody turns so many pages (Q8). */
const FARTHEST = 10_000
const EARLIEST = Date.UTC(1970, 0, 1)
const LATEST = Date.UTC(9999, 0, 1)
const EXCEPTIONS = ['open', 'none', ...exceptionNames] as const

const whole = (min: number, max: number) =>
  parsed(
    (given) => (/^\d{1,6}$/.test(given) ? Number.parseInt(given, 10) : null),
    (value) => value >= min && value <= max,
    `must be a whole number from ${min} to ${max}`,
    { constraints: { min, max } },
  ).meta({ type: 'integer', minimum: min, maximum: max })

const time = parsed(
  (given) =>
    z.iso.datetime({ offset: true }).or(z.iso.date()).safeParse(given).success ? new Date(given) : null,
  (value) => value.getTime() >= EARLIEST && value.getTime() < LATEST,
  'must be an ISO 8601 time such as 2025-01-01T00:00:00Z',
  { constraints: { format: 'date-time' } },
).meta({ type: 'string', format: 'date-time' })

const filters = {
  status: z.enum(CHECKOUT_STATUSES, { error: `must be one of ${CHECKOUT_STATUSES.join(', ')}` }).optional(),
  exception: z
    .enum(EXCEPTIONS, { error: `must be one of ${EXCEPTIONS.join(', ')}` })
    .optional()
    .describe('One that stands, of any kind or of this one; or that none does'),
  externalInvoiceId: text(1, 200).optional(),
  merchantReference: text(1, 200).optional(),
  customerId: text(1, 200).optional(),
  createdFrom: time.optional(),
  createdTo: time.optional(),
  search: text(1, 200).optional(),
}

/** What narrows a list, an export, or the counts. */
export const filterQuery = z.object(filters)

export const checkoutListQuery = z.object({
  ...filters,
  limit: whole(1, MOST_ROWS)
    .optional()
    .transform((value) => value ?? USUAL_ROWS),
  offset: whole(0, FARTHEST)
    .optional()
    .transform((value) => value ?? 0),
})

/** The query in the domain's terms. */
export function toCheckoutFilter(query: z.output<typeof filterQuery>): CheckoutFilter {
  const { exception } = query
  return {
    status: query.status ?? null,
    exception:
      exception === undefined
        ? null
        : exception === 'open' || exception === 'none'
          ? exception
          : kindOf(exception),
    externalInvoiceId: query.externalInvoiceId ?? null,
    merchantReference: query.merchantReference ?? null,
    customerId: query.customerId ?? null,
    createdAfter: query.createdFrom ?? null,
    createdBefore: query.createdTo ?? null,
    search: query.search ?? null,
  }
}
