import type { Assessment } from '@/lib/domain/assess'
import { splitFee } from '@/lib/domain/fees'
import { formatUnits } from '@/lib/domain/money'
import { excessUnits } from '@/lib/domain/overpayment'
import { isCreditIn } from '../customers/creditSources'
import type { InvoiceRow, OptionView, PaymentRow, RefundRow, SettlementRow } from '../views'
import { valueOf } from './value'

/** What one settlement is made of. */
export type SettlementDue = {
  invoice: InvoiceRow
  /** The asset the invoice is settled in. */
  option: OptionView
  existing: SettlementRow | null
  /** Confirmed, counted payments: what the settlement takes. */
  taken: readonly PaymentRow[]
  refunds: readonly RefundRow[]
  judged: Pick<Assessment, 'credit' | 'excess' | 'exceptions'>
  /** The customer's credit, where the invoice claims some. */
  credit: { network: string; token: string } | null
}

const AMOUNTS = ['gross', 'fee', 'net', 'grossValue', 'feeValue', 'creditApplied', 'excess'] as const
export type SettlementAmounts = Pick<SettlementRow, (typeof AMOUNTS)[number]>

/** Base units of the option's asset, and fiat by hundred-millionths; the fee is floored like the chain's (D5). */
export function settlementAmounts(due: Omit<SettlementDue, 'existing' | 'refunds'>): SettlementAmounts {
  const { invoice, option, judged } = due
  const taken = takenIn(option, due.taken)
  const gross = taken.reduce((total, payment) => total + payment.amount, 0n)
  const split = splitFee(gross, invoice.feeBps)
  return {
    ...split,
    ...valueOf(invoice, option, taken, split),
    creditApplied: isCreditIn(due.credit, option) ? judged.credit : 0n,
    excess: judged.excess ? excessUnits(judged.excess, { quoted: option.quotedAmount, arrived: gross }) : 0n,
  }
}

/** Payments in the asset that is settled in. */
export function takenIn(option: OptionView, payments: readonly PaymentRow[]): PaymentRow[] {
  return payments.filter(({ network, token }) => network === option.network && token === option.token)
}

/** When the customer had done their part: at once where credit alone pays. */
export function fundedAt(taken: readonly PaymentRow[], now: Date): Date {
  if (taken.length === 0) return now
  return new Date(Math.max(...taken.map((payment) => payment.blockTime.getTime())))
}

export function isUnchanged(row: SettlementRow, amounts: SettlementAmounts): boolean {
  return AMOUNTS.every((name) => row[name] === amounts[name])
}

/** As events tell them, to two places at least. */
export function shownAmounts(option: OptionView, amounts: SettlementAmounts) {
  const money = (amount: bigint) => formatUnits(amount, option.decimals, 2)
  return {
    gross: money(amounts.gross),
    fee: money(amounts.fee),
    net: money(amounts.net),
    ...(amounts.creditApplied === 0n ? {} : { credit_applied: money(amounts.creditApplied) }),
    currency: option.token,
  }
}
