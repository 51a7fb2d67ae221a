import { updatePayment, type PaymentRow } from '@/db/queries/payments'
import { formatUnits } from '@/lib/domain/money'
import type { ServiceContext } from '../context'
import type { NewEvent } from '../events/recordEvents'

/**
 * Holds what a listed sender brought, in the transaction that confirms it: so no settlement ever saw it free (D9). What a person has
 * released stays released.
 */
export async function holdIfListed(
  ctx: ServiceContext,
  payment: PaymentRow,
  holder: string | null,
): Promise<NewEvent[]> {
  if (payment.releasedAt !== null) return []
  if (payment.heldBy !== holder) await updatePayment(ctx.db, payment.id, { heldBy: holder })
  if (holder === null) return []
  return [
    {
      type: 'payment.held',
      data: {
        payment: payment.id,
        amount: formatUnits(payment.amount, payment.decimals),
        token: payment.token,
        tx_hash: payment.txHash,
        from: payment.fromAddress,
        held_by: holder,
      },
    },
  ]
}
