import { addedTokensOf, type AddedTokenRow } from '@/db/queries/addedTokens'
import type { Token } from '@/lib/chains/network'
import type { ServiceContext } from '../context'

/**
 * Makes what merchants brought known to this process. Called by whoever reads a network, after its head was read (S1), and where a
 * token is named that this process does not know.
 */
export async function loadTokens(ctx: Pick<ServiceContext, 'db' | 'networks'>): Promise<void> {
  const open = ctx.networks.all().filter((network) => !network.laneOfItsOwn)
  const rows = await addedTokensOf(
    ctx.db,
    open.map((network) => network.id),
  )
  for (const row of rows) ctx.networks.learn(row.network, [tokenOf(row)])
}

/** Held to no currency: it is quoted where the operator wrote its rate down (D3). */
function tokenOf({ symbol, name, address, decimals }: AddedTokenRow): Token {
  return { symbol, name, address, decimals, stablecoin: null, added: true }
}
