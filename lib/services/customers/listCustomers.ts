import { pageOfCustomers, type CustomerRow } from '@/db/queries/customers'
import { creditBalances } from '@/db/queries/customerCredit'
import { mustBeAllowed } from '../access'
import type { Actor, ServiceContext } from '../context'
import { assetCredits, type AssetCredit } from './getCustomerCredit'

type Position = { createdAt: Date; id: string }

export type CustomerPage = {
  customers: { customer: CustomerRow; balances: AssetCredit[] }[]
  total: number
  /** Where the next page starts; null on the last one. */
  next: Position | null
}

/** A page of the merchant's customers in this mode, newest first, with what each has left. Throws NOT_PERMITTED. */
export async function listCustomers(
  ctx: ServiceContext,
  actor: Actor,
  page: { limit: number; after: Position | null },
): Promise<CustomerPage> {
  mustBeAllowed(actor, 'customers:read')
  const { rows, total } = await pageOfCustomers(ctx.db, actor, page)
  const shown = rows.slice(0, page.limit)
  const sums = await creditBalances(
    ctx.db,
    shown.map((customer) => customer.id),
  )
  const last = shown.at(-1)
  return {
    customers: shown.map((customer) => ({
      customer,
      balances: assetCredits(sums.filter((sum) => sum.customerId === customer.id)),
    })),
    total,
    next: rows.length > page.limit && last ? { createdAt: last.createdAt, id: last.id } : null,
  }
}
