import { invoicesOfCustomer } from '@/db/queries/customers'
import type { Actor, ServiceContext } from '../context'
import type { InvoiceRow } from '../views'
import { getCustomerCredit, type CustomerCredit } from './getCustomerCredit'

const MOST_INVOICES = 20

/** One customer for a person who looks after them. Throws NOT_FOUND, NOT_PERMITTED. */
export async function showCustomer(
  ctx: ServiceContext,
  actor: Actor,
  id: string,
): Promise<CustomerCredit & { invoices: InvoiceRow[] }> {
  const credit = await getCustomerCredit(ctx, actor, id)
  return { ...credit, invoices: await invoicesOfCustomer(ctx.db, credit.customer.id, MOST_INVOICES) }
}
