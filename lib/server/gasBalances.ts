import { formatUnits } from 'viem'
import { describeError } from '@/lib/describeError'
import type { App } from './app'
import { gasKeyOf } from './gasKey'

/** A provider is asked so often at most, however often somebody looks; its answer is waited for so long. */
const KEPT_MS = 60_000
const WITHIN_MS = 3_000
const DECIMALS = 18

type Kept = { at: number; balances: ReadonlyMap<string, number> }

const kept = new WeakMap<App['networks'], Kept>()

/**
 * What the gas key has on each network, in whole native coins: for people to watch, not to reckon with (F9). A network whose provider does
 * not answer is left out. Never throws.
 */
export async function gasBalances(app: App): Promise<ReadonlyMap<string, number>> {
  const known = kept.get(app.networks)
  if (known && performance.now() - known.at < KEPT_MS) return known.balances
  const networks = app.networks.all().filter(({ laneOfItsOwn }) => !laneOfItsOwn)
  const found = await Promise.all(networks.map((network) => balanceOn(app, network)))
  const balances = new Map(found.filter((one) => one !== null))
  kept.set(app.networks, { at: performance.now(), balances })
  return balances
}

async function balanceOn(
  app: App,
  network: ReturnType<App['networks']['all']>[number],
): Promise<readonly [string, number] | null> {
  const [provider] = app.networks.providers(network.id)
  const wallet = provider && gasKeyOf(app)(network, provider)
  if (!wallet) return null
  try {
    const balance = await Promise.race([
      wallet.balance(),
      new Promise<null>((resolve) => setTimeout(resolve, WITHIN_MS, null).unref()),
    ])
    return balance === null ? null : [network.id, Number.parseFloat(formatUnits(balance, DECIMALS))]
  } catch (error) {
    app.log.warn({ network: network.id, error: describeError(error) }, 'the gas key’s balance is not known')
    return null
  }
}
