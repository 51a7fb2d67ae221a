import { applyCredit } from '@/db/queries/customerCredit'
import type { Assessment } from '@/lib/domain/assess'
import { formatUnits } from '@/lib/domain/money'
import type { ServiceContext } from '../context'
import type { NewEvent } from '../events/recordEvents'
import type { Settled } from '../settlements/settle'
import type { InvoiceRow, OptionRow } from '../views'
import type { ClaimedCredit } from './claimedCredit'
import { isCreditIn } from './creditSources'
import { keepCredit } from './keepCredit'

type Judged = {
  invoice: InvoiceRow
  options: readonly OptionRow[]
  judged: Pick<Assessment, 'credit' | 'status'>
  credit: ClaimedCredit | null
  granted: Settled['granted']
}

/**
 * Writes what an invoice takes of its customer's credit, and what it gives (D8). `grantsOtherwise` when others must be judged
 * again. The caller holds the locks of the customer and of the invoice.
 */
export async function takeCredit(
  ctx: ServiceContext,
  { invoice, options, judged, credit, granted }: Judged,
): Promise<{ events: NewEvent[]; grantsOtherwise: boolean }> {
  const grantsOtherwise = await keepCredit(ctx, {
    invoice,
    taken: judged.credit,
    isPaid: judged.status === 'paid',
    credit,
    granted,
  })
  const option = options.find((one) => isCreditIn(credit, one))
  if (!option || option.creditApplied === judged.credit) return { events: [], grantsOtherwise }
  // What is to be sent is less by it whichever way it is sent.
  for (const one of options) if (isCreditIn(credit, one)) await applyCredit(ctx.db, one.id, judged.credit)
  const change = judged.credit - option.creditApplied
  const money = (amount: bigint) => formatUnits(amount, option.decimals, 2)
  const type = change > 0n ? 'invoice.credit_applied' : 'invoice.credit_released'
  const data = {
    amount: money(change > 0n ? change : -change),
    credit_applied: money(judged.credit),
    currency: option.token,
  }
  return { events: [{ type, data }], grantsOtherwise }
}
