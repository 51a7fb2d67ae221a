import { extendQuote, replaceQuote } from '@/db/queries/quotes'
import { payableBySymbol } from '@/lib/chains/payable'
import { fiatDecimals } from '@/lib/domain/money'
import { quoteAmount } from '@/lib/domain/quote'
import type { PauseReason } from '@/lib/domain/rateInputs'
import { newId } from '@/lib/ids'
import type { ServiceContext } from '../context'
import { rateFor } from '../rates/rateFor'
import type { InvoiceRow, OptionView } from '../views'

/** A new version has come, the rate is what it was, or there is none now. */
export type Versioned = { outcome: 'new' | 'same' } | { outcome: 'paused'; reason: PauseReason }

/**
 * Quotes an option anew at what its token is worth now; the version before goes on valuing what came until `until` (D3). Where the rate
 * has not changed the present version stands on. The caller holds the invoice's lock.
 */
export async function nextVersion(
  ctx: ServiceContext,
  invoice: InvoiceRow,
  option: OptionView,
  { until, endsAt }: { until: Date; endsAt: Date },
): Promise<Versioned> {
  const network = ctx.networks.get(option.network)
  const token = network && payableBySymbol(network, option.token)
  if (!token) return { outcome: 'paused', reason: 'no_source' }
  const { rate, reason } = await rateFor(ctx, token, invoice.currency)
  if (!rate) return { outcome: 'paused', reason }
  const lastEnd = option.past.at(-1)?.until
  // Two versions with one end would be one: the later one adds nothing.
  const isDouble = lastEnd !== undefined && lastEnd >= until
  if (isDouble || (rate.value.num === option.rateNum && rate.value.den === option.rateDen)) {
    if (endsAt > option.quoteExpiresAt) await extendQuote(ctx.db, option.id, endsAt)
    return { outcome: 'same' }
  }
  const now = ctx.clock.now()
  const { quotedAmount, rateNum, rateDen, rateSource, rateInputs, quotedAt } = option
  await replaceQuote(
    ctx.db,
    {
      id: newId('quo', now),
      merchantId: invoice.merchantId,
      mode: invoice.mode,
      invoiceId: invoice.id,
      optionId: option.id,
      quotedAmount,
      rateNum,
      rateDen,
      rateSource,
      rateInputs,
      quotedAt,
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
  return { outcome: 'new' }
}
