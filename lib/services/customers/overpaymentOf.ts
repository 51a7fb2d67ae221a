import { creditSumsOf } from '@/db/queries/customerCredit'
import type { OverpaymentAction } from '@/lib/domain/invoice'
import { overpaymentStatus, type OverpaymentStatus } from '@/lib/domain/overpayment'
import type { ServiceContext } from '../context'
import { refundStatus } from '@/lib/domain/refunds'
import type { InvoiceRow, OptionRow, Progress, RefundRow, SettlementRow } from '../views'
import { takenByRefunds } from '../refunds/takenByRefunds'
import { sourceOf } from './creditSources'

/** What came beyond the tolerance, and what became of it (D8); amounts in base units of the asset. */
export type Overpayment = {
  token: string
  decimals: number
  amount: bigint
  action: OverpaymentAction
  status: OverpaymentStatus
  /** What it gave the customer as credit, and what of that later invoices have taken; null without credit. */
  credit: { customerId: string; granted: bigint; taken: bigint } | null
}

/** An invoice's overpayment; null when it has none. Before it is settled it is what has been seen, and pending. */
export async function overpaymentOf(
  ctx: ServiceContext,
  invoice: InvoiceRow,
  option: OptionRow,
  facts: { settlement: SettlementRow | null; progress: Progress; refunds: readonly RefundRow[] },
): Promise<Overpayment | null> {
  const { settlement, progress, refunds } = facts
  const action = invoice.overpaymentAction
  const { token, decimals } = settlement ?? option
  if (!settlement?.settledAt) {
    if (progress.coverage !== 'over') return null
    const amount = progress.received - progress.required
    return { token, decimals, amount, action, status: 'pending', credit: null }
  }
  if (settlement.excess === 0n) return null
  const done = refunds.filter((refund) => refundStatus(refund) === 'completed')
  const isBack = takenByRefunds(done, settlement) >= settlement.excess
  const planned = overpaymentStatus({ action, customerKnown: invoice.customerId !== null })
  return {
    token,
    decimals,
    amount: settlement.excess,
    action,
    status: isBack ? 'refunded' : planned,
    credit: planned === 'credited' ? await creditGiven(ctx, invoice) : null,
  }
}

async function creditGiven(
  ctx: ServiceContext,
  { id, customerId }: InvoiceRow,
): Promise<Overpayment['credit']> {
  if (customerId === null) return null
  const { granted, taken } = sourceOf(id, await creditSumsOf(ctx.db, id))
  return { customerId, granted, taken }
}
