import type { PaymentRow } from '@/db/queries/payments'
import { formatUnits } from '@/lib/domain/money'
import type { NewEvent } from '../events/recordEvents'

/** Tells that a payment is taken off the books: its block is not on the chain any more, or never held it. */
export function revertedEvent(payment: PaymentRow): NewEvent {
  return {
    type: 'payment.reverted',
    data: {
      payment: payment.id,
      amount: formatUnits(payment.amount, payment.decimals),
      token: payment.token,
      tx_hash: payment.txHash,
      block: payment.blockNumber,
    },
  }
}
