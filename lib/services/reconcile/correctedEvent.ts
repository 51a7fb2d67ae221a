import type { PaymentRow } from '@/db/queries/payments'
import { formatUnits } from '@/lib/domain/money'
import type { NewEvent } from '../events/recordEvents'

/** Says that a credit counts another amount, in base units, than it did. */
export function correctedEvent(payment: PaymentRow, amount: bigint): NewEvent {
  return {
    type: 'payment.corrected',
    data: {
      payment: payment.id,
      from: formatUnits(payment.amount, payment.decimals),
      to: formatUnits(amount, payment.decimals),
      token: payment.token,
    },
  }
}
