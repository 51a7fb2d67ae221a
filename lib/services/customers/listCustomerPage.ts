import { numberedPageOfCustomers } from '@/db/queries/customers'
import { mustBeAllowed } from '../access'
import type { Actor, ServiceContext } from '../context'
import { customerTotals, type CustomerTotals } from './customerTotals'

/** One page, from 1, of a merchant's customers, the newest first; the one with this e-mail, or all. Throws NOT_PERMITTED. */
export async function listCustomerPage(
  ctx: ServiceContext,
  actor: Actor,
  asked: { page: number; limit: number; email: string | null },
): Promise<{ rows: CustomerTotals[]; total: number }> {
  mustBeAllowed(actor, 'customers:read')
  const email = asked.email?.toLowerCase() ?? null
  const { rows, total } = await numberedPageOfCustomers(ctx.db, actor, { ...asked, email })
  return { rows: await customerTotals(ctx, rows), total }
}
