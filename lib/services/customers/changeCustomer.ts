import { findCustomer, lockNamesOf, updateCustomer } from '@/db/queries/customers'
import { mustBeAllowed } from '../access'
import { recordAudit } from '../audit/recordAudit'
import type { Actor, ServiceContext } from '../context'
import { inTransaction } from '../transaction'
import { customerNotFound, emailTaken, totalsOf, type CustomerTotals } from './customerTotals'

/**
 * Changes a customer; what is not named stays as it is. What they were called in sessions and invoices of before stays there. Throws
 * NOT_FOUND, EMAIL_TAKEN, NOT_PERMITTED.
 */
export async function changeCustomer(
  ctx: ServiceContext,
  actor: Actor,
  id: string,
  change: { email?: string; name?: string | null },
): Promise<CustomerTotals> {
  mustBeAllowed(actor, 'customers:write')
  return inTransaction(ctx, async (tx) => {
    if (!(await findCustomer(tx.db, actor, { id }))) throw customerNotFound()
    const before = await lockNamesOf(tx.db, id)
    if (!before || before.erasedAt) throw customerNotFound()
    const email = change.email?.toLowerCase() ?? before.email
    const name = change.name === undefined ? before.name : change.name
    const changed = [...(email === before.email ? [] : ['email']), ...(name === before.name ? [] : ['name'])]
    if (changed.length === 0) return totalsOf(tx, before)
    const after = await updateCustomer(
      tx.db,
      id,
      { ...(email === null ? {} : { email }), name },
      tx.clock.now(),
    )
    if (!after) throw emailTaken(email ?? '')
    await recordAudit(tx, actor, { action: 'customer.changed', subject: id, changes: { fields: changed } })
    return totalsOf(tx, after)
  })
}
