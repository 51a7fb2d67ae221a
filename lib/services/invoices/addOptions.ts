import type { MerchantRow } from '@/db/queries/merchants'
import type { AddressRail } from '@/db/schema'
import type { OpenNetwork } from '@/lib/chains/registry'
import { DomainError } from '@/lib/domain/errors'
import { isFiat, type Fiat } from '@/lib/domain/money'
import type { ServiceContext } from '../context'
import { belowMinimum, networkMinimum } from '../networks/minimum'
import { rateUnavailable, type QuotedRate } from '../rates/rateFor'
import { ratesOnce } from '../rates/ratesOnce'
import { openLane } from '../testmode/openLane'
import type { InvoiceRow } from '../views'
import { treasuryOf, xpubKeyOf } from '../xpub/activeKey'
import { addOption } from './addOption'
import { allotAddress } from './allotAddress'
import type { Chosen } from './chooseMethods'

type Place = { invoice: InvoiceRow; merchant: MerchantRow; quoteEnds: Date; confirmationsAtLeast: number }
type Quotable = Chosen & { rate: QuotedRate }
type Addressed = Pick<Chosen, 'method' | 'network'> & { rail: AddressRail }

/**
 * Gives an invoice its ways to be paid, the first with an address being the one that a request without a choice gets. What has no rate now is left out
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
  const first = quotable.find(({ rail }) => rail !== 'hub') ?? quotable[0]
  for (const chosen of quotable) {
    const network = lanes.get(chosen.network.id) ?? (await ownNetwork(ctx, invoice, chosen.network))
    lanes.set(chosen.network.id, network)
    const { method, token, rate, rail } = chosen
    await addOption(ctx, {
      invoice: { ...invoice, currency },
      merchant,
      network,
      token,
      rate,
      quoteEnds,
      confirmationsAtLeast,
      confirmationsOfMethod: method.requiredConfirmations,
      rail,
      treasury: rail === 'hub' ? treasuryOf(method, ctx.clock.now()) : null,
      addressId: rail === 'hub' ? null : await addressFor({ ...chosen, rail, network }),
      isDefault: chosen === first,
    })
  }

  async function addressFor({ method, rail, network }: Addressed): Promise<string> {
    const now = ctx.clock.now()
    const goesTo = rail === 'xpub' ? xpubKeyOf(method, now) : treasuryOf(method, now)
    const place = `${network.id} ${rail} ${goesTo}`
    const addressId =
      addresses.get(place) ?? (await allotAddress(ctx, { invoice, merchant, method, rail, network }))
    addresses.set(place, addressId)
    return addressId
  }
}

async function quotableOf(
  ctx: ServiceContext,
  methods: readonly [Chosen, ...Chosen[]],
  currency: Fiat,
  totalMinor: bigint,
): Promise<Quotable[]> {
  const quotable: Quotable[] = []
  const rateOnce = ratesOnce(ctx, currency)
  let first: DomainError | undefined
  for (const chosen of methods) {
    const { network, token } = chosen
    const minimum = await networkMinimum(ctx, network, token, currency)
    if (minimum && totalMinor < minimum.minor) {
      first ??= belowMinimum(network, token, currency, minimum)
      continue
    }
    const answer = await rateOnce(token)
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
