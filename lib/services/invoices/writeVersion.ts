import { replaceQuote } from '@/db/queries/quotes'
import type { PayableToken } from '@/lib/chains/payable'
import { fiatDecimals } from '@/lib/domain/money'
import { quoteAmount } from '@/lib/domain/quote'
import { newId } from '@/lib/ids'
import type { ServiceContext } from '../context'
import type { QuotedRate } from '../rates/rateFor'
import type { InvoiceRow, OptionView } from '../views'

type Version = {
  token: PayableToken
  rate: QuotedRate
  /** What came up to then is valued by the version before. */
  until: Date
  /** When the new version's own price ends. */
  endsAt: Date
}

/** Makes an option's quote a past one and writes the version that follows it (D3). The caller holds the invoice's lock. */
export async function writeVersion(
  ctx: ServiceContext,
  invoice: InvoiceRow,
  option: OptionView,
  { token, rate, until, endsAt }: Version,
): Promise<void> {
  const now = ctx.clock.now()
  const { quotedAmount, rateNum, rateDen, rateSource, rateInputs, quotedAt } = option
  const past = { quotedAmount, rateNum, rateDen, rateSource, rateInputs, quotedAt }
  const { id: invoiceId, merchantId, mode } = invoice
  await replaceQuote(
    ctx.db,
    {
      ...past,
      id: newId('quo', now),
      merchantId,
      mode,
      invoiceId,
      optionId: option.id,
      until,
      createdAt: now,
    },
    {
      quotedAmount: quoteAmount({
        totalMinor: invoice.totalMinor,
        fiatDecimals: fiatDecimals(invoice.currency),
        tokenDecimals: token.decimals,
        rate,
      }),
      rateNum: rate.value.num,
      rateDen: rate.value.den,
      rateSource: rate.source,
      rateInputs: rate.inputs,
      quotedAt: now,
      quoteExpiresAt: endsAt,
    },
  )
}
