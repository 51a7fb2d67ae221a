import { ChainError } from '@/lib/chains/errors'
import type { OnChain } from '@/lib/rates/port'
import type { ServiceContext } from '../context'
import { withFailover } from '../networks/withFailover'

/** Feeds of prices are asked of a network's providers as everything else is: in their order, by their health, within their budgets (ADR 0029). */
export function throughProviders(ctx: ServiceContext, signal: AbortSignal): OnChain {
  return async (id, work) => {
    const network = ctx.networks.get(id)
    if (!network || network.laneOfItsOwn) throw new ChainError('unavailable', `${id} is not open`)
    return withFailover(ctx, network, signal, async ({ rpc }) => {
      if (!rpc) throw new ChainError('unavailable', `${id} has no provider to ask`)
      return work(rpc)
    })
  }
}
