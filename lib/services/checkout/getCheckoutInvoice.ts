import { addressesOf } from '@/db/queries/invoiceParts'
import { mustBeAllowed } from '../access'
import type { Actor, ServiceContext } from '../context'
import { verifyTerms } from '../hub/verifyTerms'
import { verifyAddresses } from '../invoices/verifyAddresses'
import { onInvoiceClock } from '../testmode/laneClock'
import { checkoutView, type CheckoutView } from './checkoutView'
import { findCheckout } from './findCheckout'

/** One invoice of document 000, its addresses derived again (F8). Throws NOT_FOUND, ADDRESS_MISMATCH. */
export async function getCheckoutInvoice(
  ctx: ServiceContext,
  actor: Actor,
  id: string,
): Promise<CheckoutView> {
  mustBeAllowed(actor, 'invoices:read')
  return loadCheckoutInvoice(ctx, actor, id)
}

/** The same for who may do something with it. */
export async function loadCheckoutInvoice(
  ctx: ServiceContext,
  actor: Pick<Actor, 'merchantId' | 'mode'>,
  id: string,
): Promise<CheckoutView> {
  const found = await findCheckout(ctx, actor, id)
  const view = await checkoutView(await onInvoiceClock(ctx, found.invoice), found)
  await verifyAddresses(ctx, found.invoice, await addressesOf(ctx.db, [found.invoice.id]), view.options)
  await verifyTerms(ctx, found.invoice, view.options)
  return view
}

/** The same where no way to pay is shown. Throws NOT_FOUND. */
export async function getCheckoutStatus(
  ctx: ServiceContext,
  actor: Actor,
  id: string,
): Promise<CheckoutView> {
  mustBeAllowed(actor, 'invoices:read')
  return checkoutView(ctx, await findCheckout(ctx, actor, id))
}
