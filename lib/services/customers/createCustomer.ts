import { insertCustomer } from '@/db/queries/customers'
import { newId } from '@/lib/ids'
import { mustBeAllowed } from '../access'
import { recordAudit } from '../audit/recordAudit'
import type { Actor, ServiceContext } from '../context'
import { inTransaction } from '../transaction'
import { emailTaken, totalsOf, type CustomerTotals } from './customerTotals'

/** Adds a customer; whoever pays under this e-mail is them. Throws EMAIL_TAKEN, NOT_PERMITTED. */
export async function createCustomer(
  ctx: ServiceContext,
  actor: Actor,
  input: { email: string; name: string | null },
): Promise<CustomerTotals> {
  mustBeAllowed(actor, 'customers:write')
  return inTransaction(ctx, async (tx) => {
    const now = tx.clock.now()
    const email = input.email.toLowerCase()
    const customer = await insertCustomer(tx.db, {
      id: newId('cus', now),
      merchantId: actor.merchantId,
      mode: actor.mode,
      email,
      name: input.name,
      createdAt: now,
      updatedAt: now,
    })
    if (!customer) throw emailTaken(email)
    // Neither e-mail nor name: what the log holds of a person is hard to forget (L7).
    await recordAudit(tx, actor, { action: 'customer.created', subject: customer.id })
    return totalsOf(tx, customer)
  })
}
