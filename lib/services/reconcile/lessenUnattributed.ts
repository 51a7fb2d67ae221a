import { updatePayment, type PaymentRow } from '@/db/queries/payments'
import type { Transfer } from '@/lib/chains/port'
import type { ServiceContext } from '../context'
import type { NewEvent } from '../events/recordEvents'
import { correctedEvent } from './correctedEvent'

/**
 * What a balance had shown by the end of a block holds every transfer up to it that was not known: it becomes less by what one of
 * them explains, in the transaction that writes it, so that no money counts twice in between (S4). `waiting` are the credits by balance,
 * which are changed with their rows. Tells of what was corrected.
 */
export async function lessenUnattributed(
  ctx: ServiceContext,
  waiting: readonly PaymentRow[],
  asset: { addressId: string; token: string },
  transfer: Transfer,
): Promise<NewEvent[]> {
  const events: NewEvent[] = []
  let left = transfer.amount
  for (const row of waiting) {
    const holds =
      row.depositAddressId === asset.addressId &&
      row.token === asset.token &&
      row.orphanedAt === null &&
      row.amount > 0n &&
      transfer.block.number <= row.blockNumber
    if (!holds || left === 0n) continue
    const taken = row.amount < left ? row.amount : left
    left -= taken
    events.push(correctedEvent(row, row.amount - taken))
    row.amount -= taken
    await updatePayment(ctx.db, row.id, { amount: row.amount })
  }
  return events
}
