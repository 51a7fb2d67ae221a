import { z } from 'zod'
import { kindOf } from '@/lib/domain/checkoutInvoice'
import { EXCEPTION_ACTIONS } from '@/lib/domain/deciding'
import type { PaymentTiming } from '@/lib/domain/paymentTiming'
import type { CheckoutInput } from '@/lib/services/checkout/input'
import type { ResolveInput } from '@/lib/services/invoices/resolveException'
import { idParam, text, webUrl } from '../fields'
import { metadata } from '../metadata'
import { amountUsd, customerEmail, note, paymentTiming } from './invoiceFields'
import { exceptionNames } from './invoiceSchemas'

const MOST_NOTES = 140
const MOST_PAYMENTS = 100

/** A new invoice: only the amount is asked for. What else it names is ignored. */
export const createCheckoutBody = z.object({
  amountUsd,
  paymentTiming: paymentTiming.nullish(),
  productName: text(1, 200).nullish(),
  productCode: text(1, 200).nullish(),
  integrationId: text(1, 200).nullish(),
  issuedBy: text(1, 120).nullish(),
  billTo: text(1, 120).nullish(),
  merchantReference: text(1, 200).nullish(),
  externalInvoiceId: text(1, 200).nullish(),
  customerId: text(1, 200).nullish(),
  customerEmail: customerEmail.nullish(),
  redirectUrl: webUrl().nullish(),
  metadata: metadata
    .superRefine((entries, context) => {
      if ((entries.notes?.length ?? 0) <= MOST_NOTES) return
      context.addIssue({
        code: 'custom',
        path: ['notes'],
        message: `must have at most ${MOST_NOTES} characters`,
        params: { constraints: { max_length: MOST_NOTES } },
      })
    })
    .nullish(),
})

export const recordPaymentBody = z.object({ note })

export const resolveBody = z.object({
  action: z.enum(EXCEPTION_ACTIONS, { error: `must be one of ${EXCEPTION_ACTIONS.join(', ')}` }),
  note,
  exceptionType: z
    .enum(exceptionNames, { error: `must be one of ${exceptionNames.join(', ')}` })
    .nullish()
    .meta({ description: 'Which one, where several stand; the gravest unless said' }),
  payments: z
    .array(idParam, { error: 'must be a list of payment ids' })
    .min(1, { error: 'must name at least one payment' })
    .max(MOST_PAYMENTS, { error: `must name at most ${MOST_PAYMENTS} payments` })
    .nullish()
    .meta({ description: 'The payments that are accepted; all that can be unless said' }),
  valueUsd: amountUsd.nullish().meta({
    description:
      'What is taken for money in a wrong asset or on a wrong network where nobody knows what it was worth when it came; refused where its rate is known',
  }),
})

/** The body in the domain's terms. */
export function toCheckoutInput(body: z.output<typeof createCheckoutBody>): CheckoutInput {
  return {
    amountMinor: body.amountUsd,
    timing: body.paymentTiming ? toTiming(body.paymentTiming) : null,
    productName: body.productName ?? null,
    productCode: body.productCode ?? null,
    integrationId: body.integrationId ?? null,
    issuedBy: body.issuedBy ?? null,
    billTo: body.billTo ?? null,
    merchantReference: body.merchantReference ?? null,
    externalInvoiceId: body.externalInvoiceId ?? null,
    customerId: body.customerId ?? null,
    customerEmail: body.customerEmail ?? null,
    redirectUrl: body.redirectUrl ?? null,
    metadata: body.metadata ?? {},
  }
}

export function toResolveInput(body: z.output<typeof resolveBody>): ResolveInput {
  return {
    exception: body.exceptionType ? kindOf(body.exceptionType) : null,
    action: body.action,
    note: body.note,
    payments: body.payments ?? null,
    valueMinor: body.valueUsd ?? null,
  }
}

const USUAL_MINUTES = 20

function toTiming(given: z.output<typeof paymentTiming>): PaymentTiming {
  return given.mode === 'immediate'
    ? { mode: given.mode, expiresAfterMinutes: given.expiresAfterMinutes ?? USUAL_MINUTES }
    : { mode: given.mode, dueAt: given.dueAt, graceDays: given.graceDays ?? 0 }
}

/** A body that makes an invoice, for the reference. */
export const NEW_CHECKOUT_INVOICE = {
  amountUsd: 49.99,
  productName: 'Annual plan',
  merchantReference: 'order-1042',
  customerEmail: 'customer@example.com',
  metadata: { notes: 'Priority delivery' },
}
