import { insertSettlement, updateSettlement } from '@/db/queries/settlements'
import { newId } from '@/lib/ids'
import type { ServiceContext } from '../context'
import type { SettlementRow } from '../views'
import type { SettlementAmounts, SettlementDue } from './settlementAmounts'

type State = Pick<SettlementRow, 'status' | 'settledAt' | 'fundedAt' | 'failureReason'>

/** Writes the one settlement of an invoice as it is now, and returns its id. */
export async function putSettlement(
  ctx: ServiceContext,
  { invoice, option, existing }: Pick<SettlementDue, 'invoice' | 'option' | 'existing'>,
  set: SettlementAmounts & State,
): Promise<string> {
  const { network, token, decimals } = option
  if (existing) {
    await updateSettlement(ctx.db, existing.id, { network, token, decimals, ...set })
    return existing.id
  }
  const now = ctx.clock.now()
  const id = newId('set', now)
  await insertSettlement(ctx.db, {
    id,
    merchantId: invoice.merchantId,
    mode: invoice.mode,
    invoiceId: invoice.id,
    network,
    token,
    decimals,
    feeBps: invoice.feeBps,
    currency: invoice.currency,
    createdAt: now,
    ...set,
  })
  return id
}
