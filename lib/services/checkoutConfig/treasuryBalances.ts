import { methodsOf } from '@/db/queries/paymentMethods'
import { isChainError } from '@/lib/chains/errors'
import { payableBySymbol, type PayableToken } from '@/lib/chains/payable'
import type { OpenNetwork } from '@/lib/chains/registry'
import { DomainError } from '@/lib/domain/errors'
import { mustBeAllowed } from '../access'
import type { Actor, ServiceContext } from '../context'
import { withFailover } from '../networks/withFailover'
import { loadTokens } from '../tokens/loadTokens'
import { treasuryOf } from '../xpub/activeKey'

export type TreasuryBalance = {
  network: OpenNetwork
  token: PayableToken
  treasury: string
  /** Base units, at the end of that block. */
  amount: bigint
  block: number
}

/** However slow a network is, the answer does not wait longer for it. */
const PATIENCE_MS = 8_000

type Held = { network: OpenNetwork; token: PayableToken; treasury: string }

/**
 * What lies in the merchant's treasuries now, in what they are paid in, as the networks' providers say. `unread` are networks that did not
 * answer. Throws NETWORK_UNREACHABLE where none did.
 */
export async function treasuryBalances(
  ctx: ServiceContext,
  actor: Actor,
): Promise<{ balances: TreasuryBalance[]; unread: OpenNetwork[] }> {
  mustBeAllowed(actor, 'config:read')
  await loadTokens(ctx)
  const held = await heldBy(ctx, actor)
  const networks = [...new Set(held.map(({ network }) => network))]
  const read = await Promise.all(
    networks.map((network) =>
      balancesOn(
        ctx,
        network,
        held.filter((one) => one.network === network),
      ),
    ),
  )
  const unread = networks.filter((_, place) => read[place] === null)
  if (unread.length > 0 && unread.length === networks.length) {
    const names = unread.map(({ name }) => name).join(', ')
    throw new DomainError('NETWORK_UNREACHABLE', `The balance cannot be read now: ${names} did not answer`)
  }
  return { balances: read.flatMap((one) => one ?? []), unread }
}

/** Each treasury and asset once; simulated money lies nowhere. */
async function heldBy(ctx: ServiceContext, actor: Actor): Promise<Held[]> {
  const now = ctx.clock.now()
  const held = new Map<string, Held>()
  for (const method of await methodsOf(ctx.db, actor)) {
    const network = ctx.networks.all().find(({ id }) => id === method.network)
    const token = network && payableBySymbol(network, method.token)
    const treasury = treasuryOf(method, now)
    if (!network || !token || !treasury || network.laneOfItsOwn || !method.enabled) continue
    held.set(`${network.id} ${token.symbol} ${treasury}`, { network, token, treasury })
  }
  return [...held.values()]
}

/** Null where no provider answers in time. */
async function balancesOn(
  ctx: ServiceContext,
  network: OpenNetwork,
  held: readonly Held[],
): Promise<TreasuryBalance[] | null> {
  const signal = AbortSignal.timeout(PATIENCE_MS)
  const treasuries = [...new Set(held.map(({ treasury }) => treasury))]
  const tokens = [...new Set(held.map(({ token }) => token.address))]
  try {
    return await withFailover(ctx, network, signal, async ({ reader }) => {
      const block = (await reader.head(signal)).number
      const amounts = await reader.balances(treasuries, tokens, block, signal)
      return held.map(({ token, treasury }) => {
        const amount = amounts[treasuries.indexOf(treasury)]?.[tokens.indexOf(token.address)] ?? 0n
        return { network, token, treasury, amount, block }
      })
    })
  } catch (error) {
    if (!isChainError(error)) throw error
    ctx.log.warn({ network: network.id, error: error.message }, 'treasuries were not read')
    return null
  }
}
