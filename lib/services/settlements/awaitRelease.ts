import { updateSettlement } from '@/db/queries/settlements'
import type { ServiceContext } from '../context'
import type { NewEvent } from '../events/recordEvents'
import type { SettlementRow } from '../views'
import { putSettlement } from './putSettlement'
import {
  fundedAt,
  isUnchanged,
  settlementAmounts,
  shownAmounts,
  takenIn,
  type SettlementDue,
} from './settlementAmounts'

/**
 * The settlement of an invoice whose money is held: pending, with what it will come to once a person releases it (D6, D9). `taken` are its
 * confirmed payments with those that are held.
 */
export async function awaitRelease(
  ctx: ServiceContext,
  due: Omit<SettlementDue, 'refunds'>,
): Promise<NewEvent[]> {
  const { option, existing, taken } = due
  const amounts = settlementAmounts(due)
  const isAsBefore = existing?.status === 'pending' && isUnchanged(existing, amounts)
  if (isAsBefore) return []
  const state = { status: 'pending', settledAt: null, failureReason: null } as const
  const set = { ...amounts, ...state, fundedAt: fundedAt(takenIn(option, taken), ctx.clock.now()) }
  const id = await putSettlement(ctx, due, set)
  return [{ type: 'settlement.pending', data: { settlement: id, ...shownAmounts(option, amounts) } }]
}

export type FailureReason = 'given_back' | 'reverted'

/** A settlement that waited for a release which cannot come any more: what was held went back, or its block was undone (D6). */
export async function failSettlement(
  ctx: ServiceContext,
  existing: SettlementRow,
  reason: FailureReason,
): Promise<NewEvent[]> {
  if (existing.status === 'failed' && existing.failureReason === reason) return []
  await updateSettlement(ctx.db, existing.id, { status: 'failed', failureReason: reason })
  return [{ type: 'settlement.failed', data: { settlement: existing.id, reason } }]
}
