import { networkStates } from '@/db/queries/networks'
import type { Least } from '@/db/queries/withdrawals'
import { payableTokens } from '@/lib/chains/payable'
import type { OpenNetwork } from '@/lib/chains/registry'
import type { Actor, ServiceContext } from '../context'
import { loadTokens } from '../tokens/loadTokens'

/** Gas that it takes to move native coin from one address; the coin must bring twice that (F9). */
const GAS_OF_NATIVE = 60_000n

/** Networks of the actor's mode where a contract forwards what comes, and somebody's wallet can call it. */
export function forwardingNetworks(ctx: ServiceContext, { mode }: Pick<Actor, 'mode'>): OpenNetwork[] {
  return ctx.networks
    .all()
    .filter((network) => network.mode === mode && network.oneShotForwarder && !network.laneOfItsOwn)
}

/** The least of each token that is worth its gas, by the gas price that the last run noted; `dust` takes all there is. */
export async function worthMoving(
  ctx: ServiceContext,
  networks: readonly OpenNetwork[],
  { dust }: { dust: boolean },
): Promise<Least[]> {
  await loadTokens(ctx)
  const ids = networks.map((network) => network.id)
  const states = new Map((await networkStates(ctx.db, ids)).map((state) => [state.network, state]))
  return networks.flatMap((network) =>
    payableTokens(network).map(({ symbol, decimals, stablecoin, address }) => {
      const gasPrice = states.get(network.id)?.gasPrice ?? 0n
      const cents = ctx.policy.sweepFromMinor * 10n ** BigInt(decimals)
      const least = stablecoin ? cents / 100n : address === null ? 2n * GAS_OF_NATIVE * gasPrice : 1n
      return { network: network.id, token: symbol, amount: dust || least < 1n ? 1n : least }
    }),
  )
}
