import { mustBeAllowed } from '../access'
import type { Actor, ServiceContext } from '../context'
import { inTransaction } from '../transaction'
import { eraseCustomer } from './eraseCustomer'
import { getCustomer } from './getCustomer'
import type { CustomerTotals } from './customerTotals'

/** Forgets a customer for whoever knows them by an API: they are there no more afterwards. Throws NOT_FOUND, NOT_PERMITTED. */
export async function deleteCustomer(ctx: ServiceContext, actor: Actor, id: string): Promise<CustomerTotals> {
  mustBeAllowed(actor, 'customers:erase')
  return inTransaction(ctx, async (tx) => {
    const before = await getCustomer(tx, actor, id)
    await eraseCustomer(tx, actor, id)
    const nobody = { email: null, name: null, reference: null, updatedAt: tx.clock.now() }
    return { ...before, customer: { ...before.customer, ...nobody } }
  })
}
