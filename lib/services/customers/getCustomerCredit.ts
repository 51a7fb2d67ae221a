import { findCustomer, type CustomerRow } from '@/db/queries/customers'
import {
  creditBalances,
  customerEntries,
  type CreditBalance,
  type CreditEntryRow,
} from '@/db/queries/customerCredit'
import { DomainError } from '@/lib/domain/errors'
import { mustBeAllowed } from '../access'
import type { Actor, ServiceContext } from '../context'

/** What a customer has in one asset, in base units. */
export type AssetCredit = {
  network: string
  token: string
  decimals: number
  /** What the next invoice in this asset takes. */
  available: bigint
  /** Taken by invoices that are still open. */
  reserved: bigint
  /** Taken by paid ones. */
  spent: bigint
}

export type CustomerCredit = {
  customer: CustomerRow
  balances: AssetCredit[]
  /** The newest lines of what is owed to the customer: negative is more. */
  entries: CreditEntryRow[]
}

const MOST_ENTRIES = 100

/** A customer of the actor's merchant and mode, with what they have left (D8). Throws NOT_FOUND, NOT_PERMITTED. */
export async function getCustomerCredit(
  ctx: ServiceContext,
  actor: Actor,
  id: string,
): Promise<CustomerCredit> {
  mustBeAllowed(actor, 'customers:read')
  const customer = await findCustomer(ctx.db, actor, { id })
  if (!customer) throw new DomainError('NOT_FOUND', 'Customer not found')
  const sums = await creditBalances(ctx.db, [customer.id])
  return {
    customer,
    balances: assetCredits(sums),
    entries: await customerEntries(ctx.db, customer.id, MOST_ENTRIES),
  }
}

/** The sums of one customer, asset by asset. */
export function assetCredits(sums: readonly CreditBalance[]): AssetCredit[] {
  const assets = new Map(sums.map((sum) => [`${sum.network}:${sum.token}`, sum]))
  return [...assets.values()].map(({ network, token, decimals }) => {
    const own = (account: CreditBalance['account']) =>
      sums.find((sum) => sum.network === network && sum.token === token && sum.account === account)?.amount ??
      0n
    return {
      network,
      token,
      decimals,
      available: -own('customer'),
      reserved: -own('reserved'),
      spent: -own('spent'),
    }
  })
}
