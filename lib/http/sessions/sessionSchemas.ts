import { z } from 'zod'
import { SESSION_STATUSES } from '@/lib/domain/session'
import type { SessionInput } from '@/lib/services/sessions/input'
import { isKeepable, text } from '../fields'
import { metadata } from '../metadata'
import { fiatText, pageUrl } from './fields'
import { listOf } from './page'

/**
 * An address as a customer types it; what it belongs to is decided by who reads mail there. What is too long is looked at no further, and
 * no part of the pattern can take what another takes: a text of a megabyte is refused in one pass.
 */
export const emailText = z
  .string({ error: 'must be text' })
  .trim()
  .max(254, { error: 'must have at most 254 characters', abort: true })
  .regex(/^[^\s@\0]+@(?:[^\s@\0.]+\.)+[^\s@\0.]+$/, { error: 'must be an e-mail address', abort: true })
  .refine(isKeepable, { error: 'must be an e-mail address' })
  .meta({ type: 'string', format: 'email', maxLength: 254 })

/** A new session: from a link, or over an amount of its own. What else it names is ignored. */
export const createSessionBody = z.object({
  linkId: text(1, 64).optional(),
  amount: z.object({ value: fiatText, currency: text(1, 10) }).optional(),
  title: text(1, 255).nullish(),
  description: text(0, 1000).nullish(),
  metadata: metadata.nullish(),
  successUrl: pageUrl.nullish(),
  cancelUrl: pageUrl.nullish(),
  customerEmail: emailText.nullish(),
})

const time = z.iso.datetime()

export const sessionAnswer = z.strictObject({
  id: z.string(),
  object: z.literal('checkout_session'),
  linkId: z.string().nullable(),
  status: z.enum(SESSION_STATUSES),
  title: z.string(),
  address: z.string(),
  amount: z.strictObject({ wei: z.string(), eth: z.string() }).nullable(),
  fiat: z.strictObject({ amount: z.string(), currency: z.string() }),
  ethPriceUsd: z.string().nullable(),
  paymentOptions: z.array(
    z.strictObject({
      token: z.string(),
      network: z.string(),
      chainId: z.int(),
      address: z.string(),
      amount: z.string(),
    }),
  ),
  expiresAt: time,
  paidAt: time.nullable(),
  txHash: z.string().nullable(),
  chainId: z.int(),
  metadata: z.record(z.string(), z.string()).nullable(),
  customerId: z.string().nullable(),
  collected: z.strictObject({
    email: z.string().nullable(),
    name: z.string().nullable(),
    note: z.string().nullable(),
  }),
  successUrl: z.string().nullable(),
  cancelUrl: z.string().nullable(),
  checkoutUrl: z.string(),
  invoiceId: z.string(),
  createdAt: time,
})

export const sessionList = listOf(sessionAnswer)

/** What a body says in the domain's terms. */
export function toSessionInput(body: z.output<typeof createSessionBody>): SessionInput {
  return {
    linkId: body.linkId ?? null,
    amount: body.amount ? { hundredths: body.amount.value, currency: body.amount.currency } : null,
    title: body.title ?? null,
    description: body.description ?? null,
    metadata: body.metadata ?? null,
    successUrl: body.successUrl ?? null,
    cancelUrl: body.cancelUrl ?? null,
    visit: null,
    customer: { email: body.customerEmail?.toLowerCase() ?? null, name: null, note: null },
  }
}

/** A body that makes a session, for the reference. */
export const NEW_SESSION = {
  amount: { value: '16.49', currency: 'USD' },
  metadata: { order_id: 'ord_789' },
  successUrl: 'https://merchant.com/thanks',
  customerEmail: 'customer@example.com',
}
