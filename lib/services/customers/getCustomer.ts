import { findCustomer } from '@/db/queries/customers'
import { mustBeAllowed } from '../access'
import type { Actor, ServiceContext } from '../context'
import { customerNotFound, totalsOf, type CustomerTotals } from './customerTotals'

/** One customer of the actor's merchant and mode. Throws NOT_FOUND, also for one who is forgotten; NOT_PERMITTED. */
export async function getCustomer(ctx: ServiceContext, actor: Actor, id: string): Promise<CustomerTotals> {
  mustBeAllowed(actor, 'customers:read')
  const customer = await findCustomer(ctx.db, actor, { id })
  if (!customer || customer.erasedAt) throw customerNotFound()
  return totalsOf(ctx, customer)
}
