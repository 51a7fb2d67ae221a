import { formatUnits } from '@/lib/domain/money'
import type { OverpaymentStatus } from '@/lib/domain/overpayment'
import type { NewEvent } from '../events/recordEvents'
import type { InvoiceRow, OptionRow } from '../views'

/** Tells what was done with an excess, whenever it is another one than before (D8); also when a reorganisation took it back. */
export function overpaidEvents(over: {
  invoice: InvoiceRow
  option: OptionRow
  before: bigint
  excess: bigint
  status: OverpaymentStatus
}): NewEvent[] {
  const { invoice, option, before, excess, status } = over
  if (before === excess) return []
  return [
    {
      type: 'invoice.overpaid',
      data: {
        amount: formatUnits(excess, option.decimals, 2),
        currency: option.token,
        action: invoice.overpaymentAction,
        status: excess === 0n ? 'reverted' : status,
        customer: status === 'credited' ? invoice.customerId : null,
      },
    },
  ]
}
