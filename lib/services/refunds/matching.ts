import { payableByAddress } from '@/lib/chains/payable'
import type { Transfer } from '@/lib/chains/port'
import type { OpenNetwork } from '@/lib/chains/registry'
import { CLOCK_SLACK_MS, watchedUntil } from '@/lib/domain/refunds'
import type { RefundRow } from '../views'

/** What a transfer is compared with: open refunds, and the wallets that each of their invoices' refunds may come from. */
export type Sought = { network: OpenNetwork; wallets: ReadonlyMap<string, ReadonlySet<string>> }

/** F6: the very amount of the very token, from a declared wallet to the address that the customer named. */
export function isTransferOf(refund: RefundRow, transfer: Transfer, { network, wallets }: Sought): boolean {
  return (
    transfer.to === refund.recipient &&
    transfer.amount === refund.amount &&
    payableByAddress(network, transfer.token)?.symbol === refund.token &&
    wallets.get(refund.invoiceId)?.has(transfer.from) === true
  )
}

/** Its block is not from before the refund was prepared, and not from after anybody may still send it. */
export function isWithinTime(refund: RefundRow, { block }: Transfer): boolean {
  return (
    block.number > refund.preparedBlock &&
    block.time.getTime() >= refund.createdAt.getTime() - CLOCK_SLACK_MS &&
    block.time <= watchedUntil(refund)
  )
}

/** Which of several equal refunds a transfer settles: what waits for one, then what lost its own, then what was called off. */
export function inTurn(refunds: readonly RefundRow[]): RefundRow[] {
  const rank = (refund: RefundRow) => (refund.cancelledAt ? 2 : refund.seenAt ? 1 : 0)
  return refunds.toSorted((a, b) => rank(a) - rank(b) || (a.id < b.id ? -1 : 1))
}

/** No transfer of its own stands on the chain. */
export function isUnsettled(refund: RefundRow): boolean {
  return refund.closedAt === null && (refund.seenAt === null || refund.orphanedAt !== null)
}
