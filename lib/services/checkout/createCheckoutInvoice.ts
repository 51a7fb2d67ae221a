import { insertCheckoutInvoice } from '@/db/queries/checkoutInvoices'
import { findInvoice } from '@/db/queries/invoices'
import { LEAST_MINOR, MOST_MINOR } from '@/lib/domain/checkoutInvoice'
import { DomainError } from '@/lib/domain/errors'
import {
  dueDateProblem,
  lockSeconds,
  payableUntil,
  timingFrom,
  type PaymentTiming,
} from '@/lib/domain/paymentTiming'
import { mustBeAllowed } from '../access'
import type { Actor, ServiceContext } from '../context'
import { createInvoice } from '../invoices/createInvoice'
import { merchantOf } from '../links/createLink'
import { inTransaction } from '../transaction'
import { checkoutView, type CheckoutView } from './checkoutView'
import { checkoutDefaults } from './defaults'
import type { CheckoutInput } from './input'
import { tellCheckout } from './tellCheckout'

/**
 * Makes an invoice of document 000: one invoice with every method that can be quoted, and its own words beside it. What moves in price is
 * quoted anew until its time is over (D3). Throws EXTERNAL_ID_TAKEN, also for the second of two that are made at once (Q12);
 * VALIDATION_FAILED for a due date that is none; and what `createInvoice` throws.
 */
export async function createCheckoutInvoice(
  ctx: ServiceContext,
  actor: Actor,
  input: CheckoutInput,
): Promise<CheckoutView> {
  mustBeAllowed(actor, 'invoices:create')
  return inTransaction(ctx, async (tx) => {
    const defaults = await checkoutDefaults(tx, actor)
    const merchant = await merchantOf(tx, actor)
    const now = tx.clock.now()
    const timing = input.timing ?? timingFrom(defaults.timing, now)
    const problem = dueDateProblem(timing, now)
    if (problem) {
      throw new DomainError('VALIDATION_FAILED', `paymentTiming.dueAt: ${problem}`, {
        field: 'paymentTiming.dueAt',
      })
    }
    const title = input.productName ?? merchant.businessName
    const made = await createInvoice(tx, actor, {
      title,
      description: null,
      items: [
        { name: title, description: null, quantity: '1', unitPriceMinor: input.amountMinor.toString() },
      ],
      taxMinor: 0n,
      currency: 'USD',
      cryptoCurrency: null,
      offer: 'all',
      offerFirst: merchant.defaultCryptoCurrency,
      limits: { leastMinor: LEAST_MINOR, mostMinor: MOST_MINOR },
      priceLockSeconds: lockSeconds(timing, now),
      expiresInSeconds: null,
      expiresAt: payableUntil(timing, now),
      requotes: 0,
      tolerance: {},
      confirmationsOverride: null,
      webhookUrl: null,
      returnUrl: input.redirectUrl ?? defaults.redirectUrl,
      cancelUrl: null,
      metadata: input.metadata,
      // The document knows no credit: its amounts are what is to be sent.
      applyCredit: false,
    })
    const row = await insertCheckoutInvoice(tx.db, {
      invoiceId: made.invoice.id,
      merchantId: actor.merchantId,
      mode: actor.mode,
      productName: input.productName,
      productCode: input.productCode,
      integrationId: input.integrationId,
      issuedBy: input.issuedBy ?? defaults.issuedBy ?? merchant.businessName,
      billTo: input.billTo,
      customerId: input.customerId,
      customerEmail: input.customerEmail,
      merchantReference: input.merchantReference,
      externalInvoiceId: input.externalInvoiceId,
      ...columnsOf(timing),
      createdAt: made.invoice.createdAt,
    })
    if (!row) {
      throw new DomainError('EXTERNAL_ID_TAKEN', 'An invoice with this externalInvoiceId exists already', {
        field: 'externalInvoiceId',
      })
    }
    // With the number of its last event, as it was made.
    const invoice = (await findInvoice(tx.db, actor, made.invoice.id)) ?? made.invoice
    await tellCheckout(tx, invoice, made.events)
    return checkoutView(tx, { row, invoice })
  })
}

function columnsOf(timing: PaymentTiming) {
  return timing.mode === 'immediate'
    ? {
        timing: timing.mode,
        expiresAfterMinutes: timing.expiresAfterMinutes,
        dueAt: null,
        graceDays: null,
      }
    : {
        timing: timing.mode,
        expiresAfterMinutes: null,
        dueAt: timing.dueAt,
        graceDays: timing.graceDays,
      }
}
