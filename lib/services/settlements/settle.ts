import { creditSumsOf } from '@/db/queries/customerCredit'
import { insertSettlement, updateSettlement } from '@/db/queries/settlements'
import type { Assessment } from '@/lib/domain/assess'
import { splitFee } from '@/lib/domain/fees'
import { formatUnits } from '@/lib/domain/money'
import { creditLeft, excessUnits, overpaymentStatus } from '@/lib/domain/overpayment'
import { newId } from '@/lib/ids'
import type { ServiceContext } from '../context'
import { isCreditIn, sourceOf } from '../customers/creditSources'
import type { NewEvent } from '../events/recordEvents'
import { takenByRefunds } from '../refunds/takenByRefunds'
import type { InvoiceRow, OptionView, PaymentRow, RefundRow, SettlementRow } from '../views'
import { overpaidEvents } from './overpaidEvents'
import { valueOf } from './value'

type Due = {
  invoice: InvoiceRow
  /** The asset the invoice is settled in. */
  option: OptionView
  existing: SettlementRow | null
  /** Confirmed, counted payments: what the settlement takes. */
  taken: readonly PaymentRow[]
  refunds: readonly RefundRow[]
  judged: Pick<Assessment, 'credit' | 'excess'>
  /** The customer's credit, where the invoice claims some. */
  credit: { network: string; token: string } | null
}

export type Settled = {
  /** None when nothing changed. */
  events: NewEvent[]
  /** What of the excess becomes the customer's (D8). */
  granted: { amount: bigint; network: string; token: string; decimals: number } | null
}

/**
 * Makes or adjusts the one settlement of a paid invoice: gross is what arrived, the fee is floored to the base unit like
 * the chain's (D5, D6). Beside them stand what the customer's credit paid, and what of the gross is too much (D8).
 */
export async function settle(ctx: ServiceContext, due: Due): Promise<Settled> {
  const { invoice, option, existing, judged } = due
  const taken = due.taken.filter(
    (payment) => payment.network === option.network && payment.token === option.token,
  )
  const gross = taken.reduce((total, payment) => total + payment.amount, 0n)
  const split = splitFee(gross, invoice.feeBps)
  const amounts = {
    ...split,
    ...valueOf(invoice, option, taken, split),
    creditApplied: isCreditIn(due.credit, option) ? judged.credit : 0n,
    excess: judged.excess ? excessUnits(judged.excess, { quoted: option.quotedAmount, arrived: gross }) : 0n,
  }
  const action = invoice.overpaymentAction
  const status = overpaymentStatus({ action, customerKnown: invoice.customerId !== null })
  const { network, token, decimals } = option
  const back = takenByRefunds(due.refunds, { network, token, settledAt: existing?.settledAt ?? null })
  const spent = sourceOf(invoice.id, await creditSumsOf(ctx.db, invoice.id)).taken
  const left = creditLeft({ excess: amounts.excess, arrived: gross, refunds: back, taken: spent })
  const granted = { network, token, decimals, amount: status === 'credited' ? left : 0n }
  const events = [
    ...(await writeSettlement(ctx, { invoice, option, existing, taken, amounts })),
    ...overpaidEvents({ invoice, option, before: existing?.excess ?? 0n, excess: amounts.excess, status }),
  ]
  return { events, granted }
}

const AMOUNTS = ['gross', 'fee', 'net', 'grossValue', 'feeValue', 'creditApplied', 'excess'] as const
type Amounts = Pick<SettlementRow, (typeof AMOUNTS)[number]>

async function writeSettlement(
  ctx: ServiceContext,
  due: Pick<Due, 'invoice' | 'option' | 'existing' | 'taken'> & { amounts: Amounts },
): Promise<NewEvent[]> {
  const { invoice, option, existing, taken, amounts } = due
  if (!existing) {
    const now = ctx.clock.now()
    const id = newId('set', now)
    await insertSettlement(ctx.db, {
      id,
      merchantId: invoice.merchantId,
      mode: invoice.mode,
      invoiceId: invoice.id,
      network: option.network,
      token: option.token,
      decimals: option.decimals,
      ...amounts,
      feeBps: invoice.feeBps,
      currency: invoice.currency,
      fundedAt: fundedAt(taken, now),
      status: 'completed',
      settledAt: now,
      createdAt: now,
    })
    return [{ type: 'settlement.completed', data: { settlement: id, ...shown(option, amounts) } }]
  }
  if (AMOUNTS.every((name) => existing[name] === amounts[name])) return []
  await updateSettlement(ctx.db, existing.id, amounts)
  // The same money may lie in another block, where another quote values it, or be too much for the first time.
  const more = amounts.gross + amounts.creditApplied - existing.gross - existing.creditApplied
  if (existing.gross === amounts.gross && more === 0n) return []
  const type = more >= 0n ? 'settlement.adjusted' : 'settlement.reversed'
  return [{ type, data: { settlement: existing.id, ...shown(option, amounts) } }]
}

function shown(option: OptionView, amounts: Amounts) {
  const money = (amount: bigint) => formatUnits(amount, option.decimals, 2)
  return {
    gross: money(amounts.gross),
    fee: money(amounts.fee),
    net: money(amounts.net),
    ...(amounts.creditApplied === 0n ? {} : { credit_applied: money(amounts.creditApplied) }),
    currency: option.token,
  }
}

/** When the customer had done their part: at once where credit alone pays. */
function fundedAt(taken: readonly PaymentRow[], now: Date): Date {
  if (taken.length === 0) return now
  return new Date(Math.max(...taken.map((payment) => payment.blockTime.getTime())))
}
