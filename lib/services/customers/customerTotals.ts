import { creditBalances } from '@/db/queries/customerCredit'
import { paidBy, type CustomerRow, type PaidSum } from '@/db/queries/customers'
import { DomainError } from '@/lib/domain/errors'
import type { ServiceContext } from '../context'
import { assetCredits, type AssetCredit } from './getCustomerCredit'

/** A customer with what they have paid, and what they have left (D8). */
export type CustomerTotals = {
  customer: CustomerRow
  paid: PaidSum[]
  credit: AssetCredit[]
}

/** Customers in the order of their rows, with a fixed number of queries for all of them. */
export async function customerTotals(
  ctx: ServiceContext,
  rows: readonly CustomerRow[],
): Promise<CustomerTotals[]> {
  const ids = rows.map(({ id }) => id)
  const [paid, sums] = await Promise.all([paidBy(ctx.db, ids), creditBalances(ctx.db, ids)])
  return rows.map((customer) => ({
    customer,
    paid: paid.filter(({ customerId }) => customerId === customer.id),
    credit: assetCredits(sums.filter(({ customerId }) => customerId === customer.id)),
  }))
}

export async function totalsOf(ctx: ServiceContext, row: CustomerRow): Promise<CustomerTotals> {
  const [totals] = await customerTotals(ctx, [row])
  if (!totals) throw new Error('one customer has one view')
  return totals
}

export function customerNotFound(): DomainError {
  return new DomainError('NOT_FOUND', 'Customer not found')
}

export function emailTaken(email: string): DomainError {
  return new DomainError('EMAIL_TAKEN', `email: ${email} is another customer’s`, { field: 'email' })
}
