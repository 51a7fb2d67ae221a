import { networkName } from '@/lib/chains/lanes'
import { csvLine } from '@/lib/csv'
import { fiatDecimals, formatUnits, rescale } from '@/lib/domain/money'
import { VALUE_PLACES } from '@/lib/domain/tally'
import { fiatAmount, tokenText } from '@/lib/pay/format'
import type { SettlementPage } from '@/lib/services/settlements/listSettlements'
import type { SettlementRow } from '@/lib/services/views'
import type { BadgeText } from './badges'

export const SETTLEMENT_BADGES: Readonly<Record<SettlementRow['status'], BadgeText>> = {
  pending: { label: 'Pending', tone: 'working' },
  completed: { label: 'Completed', tone: 'good' },
  failed: { label: 'Failed', tone: 'bad' },
}

/** A settlement as a line of the list; it leads to its invoice, which says why. */
export type SettlementLine = {
  id: string
  href: string
  net: string
  gross: string
  fee: string
  /** What the invoice's currency makes of the net. */
  value: string
  network: string
  badge: BadgeText
  madeAt: Date
}

export function settlementLine(row: SettlementRow, nameOf: (network: string) => string): SettlementLine {
  const money = (amount: bigint) => tokenText(amount, row)
  return {
    id: row.id,
    href: `/dashboard/invoices/${row.invoiceId}`,
    net: money(row.net),
    gross: money(row.gross),
    fee: money(row.fee),
    value: valueText(row.grossValue - row.feeValue, row.currency),
    network: nameOf(networkName(row.network)),
    badge: SETTLEMENT_BADGES[row.status],
    madeAt: row.createdAt,
  }
}

/** What all that match come to: the net is what remains of the rounded gross (D5). */
export function settlementTotals({ totals, currency }: Pick<SettlementPage, 'totals' | 'currency'>) {
  const minor = (value: bigint) => rescale(value, VALUE_PLACES, fiatDecimals(currency), 'half-up')
  const [gross, fees] = [minor(totals.gross), minor(totals.fees)]
  return [
    { label: 'Received', value: fiatAmount(gross, currency) },
    { label: 'Fees', value: fiatAmount(fees, currency) },
    { label: 'Yours', value: fiatAmount(gross - fees, currency) },
  ]
}

function valueText(value: bigint, currency: string): string {
  return fiatAmount(rescale(value, VALUE_PLACES, fiatDecimals(currency), 'half-up'), currency)
}

export const SETTLEMENTS_HEAD = csvLine([
  'settlement_id',
  'invoice_id',
  'made_at',
  'settled_at',
  'status',
  'network',
  'token',
  'gross',
  'fee',
  'net',
  'credit_applied',
  'excess',
  'fee_percent',
  'currency',
  'gross_value',
  'fee_value',
  'net_value',
])

/** Settlements as lines of the export: amounts to the base unit, values to the hundred-millionth, times in UTC. */
export function settlementLines(rows: readonly SettlementRow[]): string {
  return rows
    .map((row) => {
      const exact = (amount: bigint) => formatUnits(amount, row.decimals)
      const worth = (value: bigint) => formatUnits(value, VALUE_PLACES)
      return csvLine([
        row.id,
        row.invoiceId,
        row.createdAt.toISOString(),
        row.settledAt?.toISOString() ?? null,
        row.status,
        networkName(row.network),
        row.token,
        exact(row.gross),
        exact(row.fee),
        exact(row.net),
        exact(row.creditApplied),
        exact(row.excess),
        formatUnits(BigInt(row.feeBps), 2),
        row.currency,
        worth(row.grossValue),
        worth(row.feeValue),
        worth(row.grossValue - row.feeValue),
      ])
    })
    .join('')
}
