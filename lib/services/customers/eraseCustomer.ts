import { forgetBilled } from '@/db/queries/checkoutInvoices'
import { emailsTypedBy, forgetCollected } from '@/db/queries/checkoutSessions'
import { eraseFromMetadata, eraseNames, findCustomer, lockNamesOf } from '@/db/queries/customers'
import { rewriteWords } from '@/db/queries/invoiceSearch'
import { CUSTOMER_FIELDS } from '@/lib/domain/customer'
import { mustBeAllowed } from '../access'
import { recordAudit } from '../audit/recordAudit'
import type { Actor, ServiceContext } from '../context'
import { inTransaction } from '../transaction'
import { customerNotFound } from './customerTotals'

/**
 * Forgets who a customer is (L7): their e-mail and id, here, in the metadata of their invoices and what these are found by, and in every
 * session with an e-mail of theirs, paid or not. Payments, books and what is left of their credit stay, under an id that says nothing;
 * nobody can spend it any more. Waits for who is just making something of theirs. Throws NOT_FOUND, NOT_PERMITTED.
 */
export async function eraseCustomer(ctx: ServiceContext, actor: Actor, id: string): Promise<void> {
  mustBeAllowed(actor, 'customers:erase')
  await inTransaction(ctx, async (tx) => {
    const found = await findCustomer(tx.db, actor, { id })
    const customer = found && (await lockNamesOf(tx.db, found.id))
    if (!customer) throw customerNotFound()
    const names = Object.values(CUSTOMER_FIELDS)
    const emails = await emailsTypedBy(tx.db, customer.id)
    if (customer.email !== null) emails.push(customer.email)
    await eraseNames(tx.db, customer.id, tx.clock.now())
    await forgetCollected(tx.db, customer, { emails, names })
    await forgetBilled(tx.db, customer, emails)
    await rewriteWords(tx.db, await eraseFromMetadata(tx.db, customer.id, names))
    await recordAudit(tx, actor, { action: 'customer.erased', subject: customer.id })
  })
}
