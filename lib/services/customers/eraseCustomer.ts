import { forgetCollected } from '@/db/queries/checkoutSessions'
import { eraseFromMetadata, eraseNames, findCustomer, lockCustomer } from '@/db/queries/customers'
import { CUSTOMER_FIELDS } from '@/lib/domain/customer'
import { mustBeAllowed } from '../access'
import { recordAudit } from '../audit/recordAudit'
import type { Actor, ServiceContext } from '../context'
import { inTransaction } from '../transaction'
import { customerNotFound } from './customerTotals'

/**
 * Forgets who a customer is (L7): their e-mail and id, here and in the metadata of their invoices. Payments, books and what is left
 * of their credit stay, under an id that says nothing; nobody can spend it any more. Throws NOT_FOUND, NOT_PERMITTED.
 */
export async function eraseCustomer(ctx: ServiceContext, actor: Actor, id: string): Promise<void> {
  mustBeAllowed(actor, 'customers:erase')
  await inTransaction(ctx, async (tx) => {
    const customer = await findCustomer(tx.db, actor, { id })
    if (!customer) throw customerNotFound()
    await lockCustomer(tx.db, customer.id)
    await eraseNames(tx.db, customer.id, tx.clock.now())
    await forgetCollected(tx.db, customer.id)
    await eraseFromMetadata(tx.db, customer.id, Object.values(CUSTOMER_FIELDS))
    await recordAudit(tx, actor, { action: 'customer.erased', subject: customer.id })
  })
}
