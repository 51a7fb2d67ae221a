import { addressesOf } from '@/db/queries/invoiceParts'
import { payoutTermsOf } from '@/db/queries/merchants'
import { networkState } from '@/db/queries/networks'
import { enabledMethods } from '@/db/queries/paymentMethods'
import { networkName } from '@/lib/chains/lanes'
import { payableBySymbol, type PayableToken } from '@/lib/chains/payable'
import { DomainError } from '@/lib/domain/errors'
import type { ServiceContext } from '../context'
import { rateUnavailable } from '../rates/rateFor'
import type { ratesOnce } from '../rates/ratesOnce'
import type { InvoiceRow, OptionView } from '../views'
import { treasuryOf, xpubKeyOf } from '../xpub/activeKey'
import { writeVersion } from './writeVersion'

/**
 * Quotes one option anew and keeps the quote before, which goes on valuing what came up to the invoice's end under it (D3).
 * Throws PAYMENT_METHOD_PAUSED, RATE_UNAVAILABLE.
 */
export async function quoteAgain(
  ctx: ServiceContext,
  invoice: InvoiceRow,
  option: OptionView,
  expiresAt: Date,
  rateOf: ReturnType<typeof ratesOnce>,
): Promise<void> {
  const token = await tokenStillTaken(ctx, invoice, option)
  const { rate, reason } = await rateOf(token)
  if (!rate) throw rateUnavailable(option.token, invoice.currency, reason)
  const lockMs = option.quoteExpiresAt.getTime() - option.quotedAt.getTime()
  const endsAt = new Date(Math.min(expiresAt.getTime(), ctx.clock.now().getTime() + lockMs))
  await writeVersion(ctx, invoice, option, { token, rate, until: invoice.expiresAt, endsAt })
}

/**
 * The option's token, if a new invoice would take it too: its network is in order (S10), and the merchant still wants it
 * there and still at the treasury that the address passes it on to (F4).
 */
async function tokenStillTaken(
  ctx: ServiceContext,
  invoice: InvoiceRow,
  option: OptionView,
): Promise<PayableToken> {
  const network = ctx.networks.get(option.network)
  const token = network && payableBySymbol(network, option.token)
  const verified = (await networkState(ctx.db, option.network))?.verified ?? false
  if (!token || !verified || !(await isMethodOf(ctx, invoice, option))) {
    throw new DomainError('PAYMENT_METHOD_PAUSED', `Payments in ${option.token} are paused`)
  }
  return token
}

async function isMethodOf(ctx: ServiceContext, invoice: InvoiceRow, option: OptionView): Promise<boolean> {
  const methods = await enabledMethods(ctx.db, invoice, option.token)
  const address = (await addressesOf(ctx.db, [invoice.id])).find((one) => one.id === option.depositAddressId)
  const terms = (await payoutTermsOf(ctx.db, invoice.merchantId)).find((one) => one.id === address?.termsId)
  const now = ctx.clock.now()
  return methods.some((method) => {
    if (method.network !== networkName(option.network) || !method.rails.includes(option.rail)) return false
    if (option.rail === 'hub') return treasuryOf(method, now) === option.treasury
    return option.rail === 'xpub'
      ? address !== undefined && xpubKeyOf(method, now) === address.xpubKeyId
      : terms !== undefined && treasuryOf(method, now) === terms.treasury
  })
}
