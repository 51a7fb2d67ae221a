import { insertUsage } from '@/db/queries/usage'
import { mulDiv } from '@/lib/domain/rational'
import { serverTime, type ServiceContext } from '../context'
import type { InvoiceRow, OptionRow } from '../views'
import { monthOf } from './month'

/** Fiat is summed by hundred-millionths, so that no rounding of single settlements adds up. */
export const VOLUME_PLACES = 8
const PER_MINOR = 1_000_000n

type Change = {
  invoice: InvoiceRow
  option: OptionRow
  /** In the option's base units; what was settled before, and now. */
  before: { gross: bigint; fee: bigint }
  after: { gross: bigint; fee: bigint }
  completed: number
}

/** Adds what a settlement changed to its merchant's totals, valued in fiat at the invoice's quote. */
export async function countSettlement(ctx: ServiceContext, change: Change): Promise<void> {
  const { invoice, option, before, after } = change
  const value = (amount: bigint) =>
    mulDiv(amount, invoice.totalMinor * PER_MINOR, option.quotedAmount, 'half-up')
  await insertUsage(ctx.db, {
    merchantId: invoice.merchantId,
    mode: invoice.mode,
    month: monthOf(serverTime(ctx)),
    settlementsCompleted: change.completed,
    grossVolume: value(after.gross) - value(before.gross),
    fees: value(after.fee) - value(before.fee),
  })
}
