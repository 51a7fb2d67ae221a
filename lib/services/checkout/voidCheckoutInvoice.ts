import { paymentsOf } from '@/db/queries/invoiceParts'
import { DomainError } from '@/lib/domain/errors'
import { mustBeAllowed } from '../access'
import type { Actor, ServiceContext } from '../context'
import { cancelInvoice } from '../invoices/cancelInvoice'
import { onInvoice } from '../invoices/onInvoice'
import { inTransaction } from '../transaction'
import type { CheckoutView } from './checkoutView'
import { findCheckout } from './findCheckout'
import { loadCheckoutInvoice } from './getCheckoutInvoice'

/**
 * Calls an invoice off before any payment of it is seen. Under its lock, so that money which is just being credited is seen first, or is
 * folded in afterwards (D10). Told twice it stays voided. Throws NOT_FOUND, INVOICE_NOT_CANCELLABLE.
 */
export async function voidCheckoutInvoice(
  ctx: ServiceContext,
  actor: Actor,
  id: string,
): Promise<CheckoutView> {
  mustBeAllowed(actor, 'invoices:cancel')
  return inTransaction(ctx, async (tx) => {
    const found = await findCheckout(tx, actor, id)
    await onInvoice(tx, actor, found.invoice.id, async (locked, invoice) => {
      if (invoice.status === 'cancelled') return
      const payments = await paymentsOf(locked.db, [invoice.id])
      if (payments.some((one) => one.orphanedAt === null && one.amount > 0n)) {
        throw new DomainError(
          'INVOICE_NOT_CANCELLABLE',
          'A payment of this invoice has been seen: it can no longer be voided',
        )
      }
      await cancelInvoice(locked, actor, invoice.id, { reason: null })
    })
    return loadCheckoutInvoice(tx, actor, id)
  })
}
