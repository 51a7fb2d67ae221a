import { networkStates } from '@/db/queries/networks'
import { knownNetwork } from '@/lib/chains/registry'
import { fiatDecimals, isFiat } from '@/lib/domain/money'
import { mulDiv } from '@/lib/domain/rational'
import type { ServiceContext } from '../context'
import type { PayWay, SendingCost } from '../invoices/ways'
import { rateFor } from '../rates/rateFor'

/** Gas of a plain transfer to an address that was never used. */
const TRANSFER_GAS = { token: 65_000n, native: 21_000n }

/**
 * What sending costs on each network, from the gas price that the reconciler noted; no chain is asked. It is there to
 * compare networks by and to tell the customer about: nothing is decided by it. Asks for nothing where no token has a choice of networks.
 */
export async function sendingCosts(
  ctx: Pick<ServiceContext, 'db' | 'rates' | 'clock' | 'serverClock'>,
  currency: string,
  ways: readonly PayWay[],
): Promise<SendingCost> {
  const costs = new Map<string, bigint>()
  const ids = [...new Set(ways.filter((way) => hasRival(way, ways)).map(({ option }) => option.network))]
  if (ids.length > 0 && isFiat(currency)) {
    const unit = 10n ** BigInt(fiatDecimals(currency))
    for (const { network: id, gasPrice } of await networkStates(ctx.db, ids)) {
      const network = knownNetwork(id)
      if (!network) continue
      if (network.gasIsFree) costs.set(id, 0n)
      if (network.gasIsFree || !gasPrice) continue
      const { rate } = await rateFor(ctx, { ...network.native, stablecoin: null }, currency)
      if (!rate) continue
      const { num, den } = rate.value
      costs.set(
        id,
        mulDiv(gasPrice * 1_000_000n * num, unit, den * 10n ** BigInt(network.native.decimals), 'up'),
      )
    }
  }
  return ({ option }) => {
    const million = costs.get(option.network)
    if (million === undefined) return null
    const isNative = knownNetwork(option.network)?.native.symbol === option.token
    return million * (isNative ? TRANSFER_GAS.native : TRANSFER_GAS.token)
  }
}

function hasRival({ option }: PayWay, ways: readonly PayWay[]): boolean {
  return ways.some((other) => other.option.token === option.token && other.option.network !== option.network)
}
