import { paidShare } from '@/lib/domain/kept'
import { assetOf } from '@/lib/domain/coverage'
import type { FeeSplit } from '@/lib/domain/fees'
import { fiatDecimals } from '@/lib/domain/money'
import { mulDiv, scale } from '@/lib/domain/rational'
import { VALUE_PLACES } from '@/lib/domain/tally'
import type { InvoiceRow, OptionView, PaymentRow, SettlementRow } from '../views'

/**
 * What a settlement is worth in the invoice's currency, by hundred-millionths: each payment at the quote of its block (D3), the
 * fee as the same part of it that it is of the gross.
 */
export function valueOf(
  invoice: InvoiceRow,
  option: OptionView,
  taken: readonly PaymentRow[],
  split: FeeSplit,
): Pick<SettlementRow, 'grossValue' | 'feeValue'> {
  const asset = assetOf(option.network, option.token)
  const quote = {
    asset,
    amount: option.quotedAmount,
    past: option.past.map((past) => ({ amount: past.quotedAmount, until: past.until })),
  }
  const share = paidShare(
    taken.map(({ amount, blockTime }) => ({ asset, amount, blockTime })),
    [quote],
  )
  const decimals = fiatDecimals(invoice.currency)
  const grossValue = scale(invoice.totalMinor * 10n ** BigInt(VALUE_PLACES - decimals), share, 'half-up')
  const feeValue = split.gross === 0n ? 0n : mulDiv(grossValue, split.fee, split.gross, 'half-up')
  return { grossValue, feeValue }
}
