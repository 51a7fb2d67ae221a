import { lyingTotals, type LyingTotal } from '@/db/queries/withdrawals'
import { payableBySymbol } from '@/lib/chains/payable'
import { mustBeAllowed } from '../access'
import type { Actor, ServiceContext } from '../context'
import { forwardingNetworks, worthMoving } from './worthMoving'

/** What lies at the merchant's addresses of one asset; amounts are base units. */
export type Withdrawable = LyingTotal & { networkName: string; decimals: number }

/**
 * What lies at the merchant's forwarder addresses, by network and token: what their wallet can move now, and what is not confirmed, held,
 * under way or not worth its gas. By the books; no chain is asked.
 */
export async function listWithdrawable(ctx: ServiceContext, actor: Actor): Promise<Withdrawable[]> {
  mustBeAllowed(actor, 'settlements:read')
  const networks = forwardingNetworks(ctx, actor)
  const totals = await lyingTotals(ctx.db, actor, await worthMoving(ctx, networks, { dust: false }))
  return totals.flatMap((total) => {
    const network = networks.find((one) => one.id === total.network)
    const token = network && payableBySymbol(network, total.token)
    return network && token ? [{ ...total, networkName: network.name, decimals: token.decimals }] : []
  })
}
