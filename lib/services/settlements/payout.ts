import type { OptionView, PaymentRow, SettlementRow, SettlementView, SweptRow } from '../views'

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

/** By which rail what a settlement takes had come: by the hub where nothing of it came to an address. */
export function railOf(
  options: readonly OptionView[],
  payments: readonly PaymentRow[],
  { network, token }: SettlementRow,
): SettlementView['rail'] {
  const isOf = (one: { network: string; token: string }) => one.network === network && one.token === token
  const came = payments.filter((payment) => isOf(payment) && payment.orphanedAt === null)
  const throughHub = came.length > 0 && came.every((payment) => payment.hubTermsId !== null)
  const rails = options.filter(isOf).map(({ rail }) => rail)
  return rails.find((rail) => (rail === 'hub') === throughHub) ?? rails[0] ?? 'forwarder'
}
