import { z } from 'zod'
import { isCustomerEmail } from '@/lib/domain/customer'
import { text } from '../fields'
import { parsed } from '../parsed'
import { pageQuery } from './page'
import { emailText } from './sessionSchemas'

const LAST_PAGE = 10_000

const pageNumber = parsed(
  (given) => (/^\d{1,5}$/.test(given) ? Number.parseInt(given, 10) : null),
  (value) => value >= 1 && value <= LAST_PAGE,
  `must be a whole number from 1 to ${LAST_PAGE}`,
  { constraints: { min: 1, max: LAST_PAGE } },
).meta({ type: 'integer', minimum: 1, maximum: LAST_PAGE, default: 1 })

/** As strict as what invoices may name in their metadata, so that whoever they named is found. */
const soughtEmail = text(1, 254)
  .trim()
  .refine(isCustomerEmail, { error: 'must be an e-mail address' })
  .meta({ type: 'string', format: 'email', maxLength: 254 })

export const customersQuery = z.object({
  page: pageNumber.optional().transform((value) => value ?? 1),
  limit: pageQuery.limit,
  email: soughtEmail.optional(),
})

/** A new customer. What else it names is ignored. */
export const createCustomerBody = z.object({ email: emailText, name: text(1, 255).nullish() })

/** What is not named stays as it is. */
export const changeCustomerBody = z.object({
  email: emailText.optional(),
  name: text(1, 255).nullish(),
})

const time = z.iso.datetime()

export const customerAnswer = z.strictObject({
  id: z.string(),
  object: z.literal('customer'),
  email: z.string().nullable(),
  name: z.string().nullable(),
  reference: z.string().nullable(),
  paid: z
    .array(z.strictObject({ currency: z.string(), amount: z.string(), invoices: z.int() }))
    .describe('What arrived and was settled, at the quotes of then, by currency.'),
  received: z
    .array(z.strictObject({ token: z.string(), network: z.string(), amount: z.string() }))
    .describe('The same by asset.'),
  credit: z
    .array(
      z.strictObject({
        token: z.string(),
        network: z.string(),
        available: z.string().describe('What their next invoice takes.'),
        reserved: z.string().describe('What open invoices have taken.'),
      }),
    )
    .describe('What they have left of earlier overpayments, by asset.'),
  createdAt: time,
  updatedAt: time,
})

/** Document 002's one list with numbered pages. */
export const customerList = z.strictObject({
  object: z.literal('list'),
  data: z.array(customerAnswer),
  total: z.int(),
  page: z.int(),
  limit: z.int(),
})

/** A body that makes a customer, for the reference. */
export const NEW_CUSTOMER = { email: 'ann@example.com', name: 'Ann Example' }
