import { findPublicCheckoutInvoice, type CheckoutPair } from '@/db/queries/checkoutInvoices'
import { addressesOf } from '@/db/queries/invoiceParts'
import { DomainError } from '@/lib/domain/errors'
import type { ServiceContext } from '../context'
import { verifyTerms } from '../hub/verifyTerms'
import { upToDate } from '../invoices/upToDate'
import { verifyAddresses } from '../invoices/verifyAddresses'
import { onInvoiceClock } from '../testmode/laneClock'
import { checkoutView, type CheckoutView } from './checkoutView'

/** What whoever holds the link may see, with quotes that stand now (D3) and addresses derived again (F8). Throws NOT_FOUND, ADDRESS_MISMATCH. */
export async function getPublicCheckout(ctx: ServiceContext, id: string): Promise<CheckoutView> {
  const { row, invoice } = await found(ctx, id)
  const { row: renewed } = await upToDate(ctx, invoice)
  const view = await checkoutView(await onInvoiceClock(ctx, renewed), { row, invoice: renewed })
  await verifyAddresses(ctx, renewed, await addressesOf(ctx.db, [renewed.id]), view.options)
  await verifyTerms(ctx, renewed, view.options)
  return view
}

/** The same for a poller, who asks often and wants no way to pay. Throws NOT_FOUND. */
export async function getPublicCheckoutStatus(ctx: ServiceContext, id: string): Promise<CheckoutView> {
  return checkoutView(ctx, await found(ctx, id))
}

async function found({ db }: ServiceContext, id: string): Promise<CheckoutPair> {
  const pair = await findPublicCheckoutInvoice(db, id)
  if (!pair) throw new DomainError('NOT_FOUND', 'Invoice not found')
  return pair
}
