import { creditSums, type CreditSum } from '@/db/queries/customerCredit'
import { networkName } from '@/lib/chains/lanes'
import type { ServiceContext } from '../context'

/** A customer's credit in one asset. */
type CreditAsset = { customerId: string; network: string; token: string }

/** An asset as credit names it: a lane's money is the sandbox's, since it is spent on another lane. */
export function assetOfCredit({ network, token }: { network: string; token: string }) {
  return { network: networkName(network), token }
}

/** Whether credit pays this option: `credit` names no lanes. */
export function isCreditIn(
  credit: { network: string; token: string } | null,
  option: { network: string; token: string },
): boolean {
  return credit?.network === networkName(option.network) && credit.token === option.token
}

/** An earlier invoice's excess, as the books have it. */
export type CreditSource = {
  invoiceId: string
  granted: bigint
  /** What each invoice has taken of it. */
  takenBy: ReadonlyMap<string, bigint>
  /** What all of them have taken. */
  taken: bigint
}

/** Where a customer's credit in an asset comes from, the oldest first. */
export async function creditSources(ctx: ServiceContext, asset: CreditAsset): Promise<CreditSource[]> {
  const sums = await creditSums(ctx.db, asset)
  const ids = [...new Set(sums.map((sum) => sum.sourceInvoiceId))]
  return ids.map((id) =>
    sourceOf(
      id,
      sums.filter((sum) => sum.sourceInvoiceId === id),
    ),
  )
}

export function sourceOf(invoiceId: string, sums: readonly CreditSum[]): CreditSource {
  const owed = sums.filter((sum) => sum.account === 'customer')
  const takenBy = new Map(
    owed.filter((sum) => sum.invoiceId !== invoiceId).map((sum) => [sum.invoiceId, sum.amount]),
  )
  return {
    invoiceId,
    granted: -(owed.find((sum) => sum.invoiceId === invoiceId)?.amount ?? 0n),
    takenBy,
    taken: [...takenBy.values()].reduce((total, amount) => total + amount, 0n),
  }
}

/** What is left of it. */
export function freeOf({ granted, taken }: CreditSource): bigint {
  return granted - taken
}
