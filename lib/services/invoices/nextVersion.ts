import { extendQuote } from '@/db/queries/quotes'
import { payableBySymbol } from '@/lib/chains/payable'
import type { PauseReason } from '@/lib/domain/rateInputs'
import type { ServiceContext } from '../context'
import type { ratesOnce } from '../rates/ratesOnce'
import type { InvoiceRow, OptionView } from '../views'
import { writeVersion } from './writeVersion'

/** A new version has come, the rate is what it was, or there is none now. */
export type Versioned = { outcome: 'new' | 'same' } | { outcome: 'paused'; reason: PauseReason }

/**
 * Quotes an option anew at what its token is worth now; the version before goes on valuing what came until `until` (D3). Where the rate
 * has not changed the present version stands on. `rateOf` is the same for all options of an invoice. The caller holds the invoice's lock.
 */
export async function nextVersion(
  ctx: ServiceContext,
  invoice: InvoiceRow,
  option: OptionView,
  { until, endsAt }: { until: Date; endsAt: Date },
  rateOf: ReturnType<typeof ratesOnce>,
): Promise<Versioned> {
  const network = ctx.networks.get(option.network)
  const token = network && payableBySymbol(network, option.token)
  if (!token) return { outcome: 'paused', reason: 'no_source' }
  const { rate, reason } = await rateOf(token)
  if (!rate) return { outcome: 'paused', reason }
  const lastEnd = option.past.at(-1)?.until
  // Two versions with one end would be one: the later one adds nothing.
  const isDouble = lastEnd !== undefined && lastEnd >= until
  if (isDouble || (rate.value.num === option.rateNum && rate.value.den === option.rateDen)) {
    if (endsAt > option.quoteExpiresAt) await extendQuote(ctx.db, option.id, endsAt)
    return { outcome: 'same' }
  }
  await writeVersion(ctx, invoice, option, { token, rate, until, endsAt })
  return { outcome: 'new' }
}
