import { mustBeAllowed } from '../access'
import type { Actor, ServiceContext } from '../context'
import { resolveException, type ResolveInput } from '../invoices/resolveException'
import { inTransaction } from '../transaction'
import type { CheckoutView } from './checkoutView'
import { findCheckout } from './findCheckout'
import { loadCheckoutInvoice } from './getCheckoutInvoice'

/** A decision about an exception of an invoice of document 000. Throws what `resolveException` throws. */
export async function resolveCheckoutException(
  ctx: ServiceContext,
  actor: Actor,
  id: string,
  input: ResolveInput,
): Promise<CheckoutView> {
  mustBeAllowed(actor, 'invoices:complete')
  return inTransaction(ctx, async (tx) => {
    const { invoice } = await findCheckout(tx, actor, id)
    await resolveException(tx, actor, invoice.id, input)
    return loadCheckoutInvoice(tx, actor, invoice.id)
  })
}
