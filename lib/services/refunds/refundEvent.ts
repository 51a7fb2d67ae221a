import { formatUnits } from '@/lib/domain/money'
import type { NewEvent } from '../events/recordEvents'
import type { RefundRow } from '../views'

type RefundEvent = Extract<NewEvent['type'], `refund.${string}`>

/** What is told of a refund. */
export function refundEvent(
  type: RefundEvent,
  refund: Pick<RefundRow, 'id' | 'amount' | 'decimals' | 'token' | 'recipient' | 'txHash'>,
  more: NewEvent['data'] = {},
): NewEvent {
  return {
    type,
    data: {
      refund: refund.id,
      amount: formatUnits(refund.amount, refund.decimals),
      token: refund.token,
      to: refund.recipient,
      tx_hash: refund.txHash,
      ...more,
    },
  }
}
