import { mustBeAllowed } from '../access'
import type { Actor, ServiceContext } from '../context'
import { recordOutsidePayment } from '../invoices/recordOutsidePayment'
import { inTransaction } from '../transaction'
import type { CheckoutView } from './checkoutView'
import { findCheckout } from './findCheckout'
import { loadCheckoutInvoice } from './getCheckoutInvoice'

/** An invoice of document 000 was paid elsewhere: `paid_out_of_band`. Throws NOT_FOUND, PAYMENT_NOT_RECORDABLE. */
export async function recordCheckoutPayment(
  ctx: ServiceContext,
  actor: Actor,
  id: string,
  input: { note: string },
): Promise<CheckoutView> {
  mustBeAllowed(actor, 'invoices:record_payment')
  return inTransaction(ctx, async (tx) => {
    const { invoice } = await findCheckout(tx, actor, id)
    await recordOutsidePayment(tx, actor, invoice.id, input)
    return loadCheckoutInvoice(tx, actor, invoice.id)
  })
}
