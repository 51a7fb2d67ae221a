import { claimsOf, claimsOn, type CreditClaimRow } from '@/db/queries/customerCredit'
import { backedBy, payableCredit } from '@/lib/domain/customerCredit'
import type { ServiceContext } from '../context'
import type { InvoiceRow } from '../views'
import { creditSources } from './creditSources'

/** What an invoice can have of its customer's credit now. */
export type ClaimedCredit = {
  network: string
  token: string
  decimals: number
  /** Each claim with what it has taken and what it can have, in base units. */
  claims: { claim: CreditClaimRow; held: bigint; backed: bigint }[]
  /** What they can have together. */
  available: bigint
}

/** The invoice's claims, as far as the excesses still stand behind them (D8); null without any. The caller holds its locks. */
export async function claimedCredit(ctx: ServiceContext, invoice: InvoiceRow): Promise<ClaimedCredit | null> {
  if (invoice.customerId === null) return null
  const own = await claimsOf(ctx.db, invoice.id)
  const [first] = own
  if (!first) return null
  const sources = await creditSources(ctx, first)
  const all = await claimsOn(
    ctx.db,
    own.map((claim) => claim.sourceInvoiceId),
  )
  const claims = own.map((claim) => {
    const source = sources.find((one) => one.invoiceId === claim.sourceInvoiceId)
    const held = source?.takenBy.get(invoice.id) ?? 0n
    const rivals = all.filter((one) => one.sourceInvoiceId === claim.sourceInvoiceId)
    const earlier = rivals
      .slice(
        0,
        rivals.findIndex((one) => one.id === claim.id),
      )
      .reduce((total, one) => total + (source?.takenBy.get(one.invoiceId) ?? 0n), 0n)
    const { granted, taken } = source ?? { granted: 0n, taken: 0n }
    return { claim, held, backed: backedBy({ amount: claim.amount, held, granted, earlier, taken }) }
  })
  const { network, token, decimals } = first
  const backed = claims.reduce((total, one) => total + one.backed, 0n)
  return { network, token, decimals, claims, available: payableCredit(backed, decimals) }
}
