import type { OptionView, SettlementRow, SettlementView, SweptRow } from '../views'

/** What the canonical sweeps of an invoice brought to its treasury in the settlement's asset; null before the first (D6). */
export function payoutOf(swept: readonly SweptRow[], settlement: SettlementRow): SettlementView['payout'] {
  const own = swept.filter((row) => row.network === settlement.network && row.token === settlement.token)
  const first = own[0]
  if (!first) return null
  return {
    txHash: first.txHash,
    net: own.reduce((sum, row) => sum + row.net, 0n),
    fee: own.reduce((sum, row) => sum + row.fee, 0n),
    at: first.blockTime,
  }
}

/** By which rail what a settlement takes had come. */
export function railOf(
  options: readonly OptionView[],
  { network, token }: SettlementRow,
): SettlementView['rail'] {
  return options.find((one) => one.network === network && one.token === token)?.rail ?? 'forwarder'
}
