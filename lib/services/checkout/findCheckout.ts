import { findCheckoutInvoice, type CheckoutPair } from '@/db/queries/checkoutInvoices'
import { DomainError } from '@/lib/domain/errors'
import type { Actor, ServiceContext } from '../context'

/** An invoice of document 000, of the actor's merchant and mode, by either of its ids. Throws NOT_FOUND for any other. */
export async function findCheckout(
  ctx: Pick<ServiceContext, 'db'>,
  actor: Pick<Actor, 'merchantId' | 'mode'>,
  id: string,
): Promise<CheckoutPair> {
  const found = await findCheckoutInvoice(ctx.db, actor, id)
  if (!found) throw new DomainError('NOT_FOUND', 'Invoice not found')
  return found
}
