import { creditSumsOf } from '@/db/queries/customerCredit'
import { updateSettlement } from '@/db/queries/settlements'
import { creditLeft, overpaymentStatus } from '@/lib/domain/overpayment'
import type { ServiceContext } from '../context'
import { sourceOf } from '../customers/creditSources'
import type { NewEvent } from '../events/recordEvents'
import { takenByRefunds } from '../refunds/takenByRefunds'
import { overpaidEvents } from './overpaidEvents'
import { putSettlement } from './putSettlement'
import {
  fundedAt,
  isUnchanged,
  settlementAmounts,
  shownAmounts,
  takenIn,
  type SettlementAmounts,
  type SettlementDue,
} from './settlementAmounts'

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
export async function settle(ctx: ServiceContext, due: SettlementDue): Promise<Settled> {
  const { invoice, option, existing } = due
  const amounts = settlementAmounts(due)
  const { gross } = amounts
  const action = invoice.overpaymentAction
  const status = overpaymentStatus({ action, customerKnown: invoice.customerId !== null })
  const { network, token, decimals } = option
  const back = takenByRefunds(due.refunds, { network, token, settledAt: existing?.settledAt ?? null })
  const spent = sourceOf(invoice.id, await creditSumsOf(ctx.db, invoice.id)).taken
  const left = creditLeft({ excess: amounts.excess, arrived: gross, refunds: back, taken: spent })
  const granted = { network, token, decimals, amount: status === 'credited' ? left : 0n }
  // One that waited for a release has told nobody of an excess yet.
  const before = existing?.settledAt ? existing.excess : 0n
  const events = [
    ...(await writeSettlement(ctx, due, amounts)),
    ...overpaidEvents({ invoice, option, before, excess: amounts.excess, status }),
  ]
  return { events, granted }
}

async function writeSettlement(
  ctx: ServiceContext,
  due: SettlementDue,
  amounts: SettlementAmounts,
): Promise<NewEvent[]> {
  const { option, existing } = due
  if (!existing?.settledAt) {
    const now = ctx.clock.now()
    const state = { status: 'completed', settledAt: now, failureReason: null } as const
    const funded = fundedAt(takenIn(option, due.taken), now)
    const id = await putSettlement(ctx, due, { ...amounts, ...state, fundedAt: funded })
    return [{ type: 'settlement.completed', data: { settlement: id, ...shownAmounts(option, amounts) } }]
  }
  if (isUnchanged(existing, amounts)) return []
  await updateSettlement(ctx.db, existing.id, amounts)
  // The same money may lie in another block, where another quote values it, or be too much for the first time.
  const more = amounts.gross + amounts.creditApplied - existing.gross - existing.creditApplied
  if (existing.gross === amounts.gross && more === 0n) return []
  const type = more >= 0n ? 'settlement.adjusted' : 'settlement.reversed'
  return [{ type, data: { settlement: existing.id, ...shownAmounts(option, amounts) } }]
}
