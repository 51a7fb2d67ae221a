import type { MerchantRow } from '@/db/queries/merchants'
import type { OpenNetwork } from '@/lib/chains/registry'
import { DomainError } from '@/lib/domain/errors'
import { isFiat, type Fiat } from '@/lib/domain/money'
import type { ServiceContext } from '../context'
import { belowMinimum, networkMinimum } from '../networks/minimum'
import { rateFor, rateUnavailable, type QuotedRate } from '../rates/rateFor'
import { openLane } from '../testmode/openLane'
import type { InvoiceRow } from '../views'
import { xpubKeyOf } from '../xpub/activeKey'
import { addOption } from './addOption'
import { allotAddress } from './allotAddress'
import type { Chosen } from './chooseMethods'

type Place = { invoice: InvoiceRow; merchant: MerchantRow; quoteEnds: Date; confirmationsAtLeast: number }
type Quotable = Chosen & { rate: QuotedRate }

/**
 * Gives an invoice its ways to be paid, the first being the one that a request without a choice gets. What has no rate now is left out
 * (D3), and what it would cost more to move than it brings (L8), unless nothing is left. Methods of one network and treasury, or wallet, share an address: whatever arrives goes there. Throws
 * RATE_UNAVAILABLE or INVALID_AMOUNT.
 */
export async function addOptions(
  ctx: ServiceContext,
  { invoice, merchant, quoteEnds, confirmationsAtLeast }: Place,
  methods: readonly [Chosen, ...Chosen[]],
): Promise<void> {
  const { currency } = invoice
  if (!isFiat(currency)) throw new DomainError('UNSUPPORTED_CURRENCY', 'Unknown invoice currency')
  const quotable = await quotableOf(ctx, methods, currency, invoice.totalMinor)
  const lanes = new Map<string, OpenNetwork>()
  const addresses = new Map<string, string>()
  for (const [index, chosen] of quotable.entries()) {
    const network = lanes.get(chosen.network.id) ?? (await ownNetwork(ctx, invoice, chosen.network))
    lanes.set(chosen.network.id, network)
    const { method, rail } = chosen
    const goesTo = rail === 'xpub' ? xpubKeyOf(method, ctx.clock.now()) : method.treasury
    const place = `${network.id} ${rail} ${goesTo}`
    const addressId =
      addresses.get(place) ?? (await allotAddress(ctx, { invoice, merchant, method, rail, network }))
    addresses.set(place, addressId)
    const { token, rate } = chosen
    const own = { ...invoice, currency }
    await addOption(ctx, {
      invoice: own,
      merchant,
      network,
      token,
      rate,
      quoteEnds,
      confirmationsAtLeast,
      addressId,
      isDefault: index === 0,
    })
  }
}

async function quotableOf(
  ctx: ServiceContext,
  methods: readonly [Chosen, ...Chosen[]],
  currency: Fiat,
  totalMinor: bigint,
): Promise<Quotable[]> {
  const quotable: Quotable[] = []
  let first: DomainError | undefined
  for (const chosen of methods) {
    const { network, token } = chosen
    const minimum = await networkMinimum(ctx, network, token, currency)
    if (minimum && totalMinor < minimum.minor) {
      first ??= belowMinimum(network, token, currency, minimum)
      continue
    }
    const answer = await rateFor(ctx, chosen.token, currency)
    if (answer.rate) quotable.push({ ...chosen, rate: answer.rate })
    else first ??= rateUnavailable(chosen.token.symbol, currency, answer.reason, 'crypto_currency')
  }
  if (quotable.length > 0) return quotable
  throw first ?? rateUnavailable(methods[0].token.symbol, currency, 'no_source', 'crypto_currency')
}

/** A simulated network is the invoice's own. */
function ownNetwork(ctx: ServiceContext, invoice: InvoiceRow, network: OpenNetwork): Promise<OpenNetwork> {
  return network.laneOfItsOwn ? openLane(ctx, invoice, network) : Promise.resolve(network)
}
