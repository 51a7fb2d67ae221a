import { findMerchant } from '@/db/queries/merchants'
import { sweepableMisdirected } from '@/db/queries/misdirected'
import { methodsOf } from '@/db/queries/paymentMethods'
import { isChainError } from '@/lib/chains/errors'
import { depositAddress, depositRef } from '@/lib/chains/evm/forwarder'
import type { OpenNetwork } from '@/lib/chains/registry'
import { DomainError } from '@/lib/domain/errors'
import type { Actor, ServiceContext } from '../context'
import { forwarderTerms } from '../invoices/allotAddress'
import { withFailover } from '../networks/withFailover'
import { unreachable } from '../reconcile/readNow'
import type { Movable } from './planCalls'
import { openSeed } from '../secrets/openSeed'

/** A person waits for it. */
const BUDGET_MS = 8_000

type Tenant = Pick<Actor, 'merchantId' | 'mode'>

/**
 * What went astray to the merchant's addresses on this network and can be moved by the same factory (F3), each address derived again (F8). A
 * treasury that is a key's is controllable on every EVM chain; one that is a contract only where the merchant is paid to it on this very network and it has
 * code there: whoever deployed the same address elsewhere may be somebody else. Throws ADDRESS_MISMATCH, NETWORK_UNREACHABLE.
 */
export async function movableAstray(
  ctx: ServiceContext,
  tenant: Tenant,
  network: OpenNetwork,
  limit: number,
): Promise<{ movable: Movable[]; outOfReach: string[] }> {
  const rows = await sweepableMisdirected(ctx.db, tenant, network.id, limit)
  const merchant = rows.length > 0 ? await findMerchant(ctx.db, tenant.merchantId) : null
  if (!merchant) return { movable: [], outOfReach: [] }
  const seed = openSeed(ctx, merchant)
  const movable: Movable[] = []
  const outOfReach = new Set<string>()
  const reachable = new Map<string, boolean>()
  for (const { transfer, address, ...terms } of rows) {
    const ref = address.counter === null ? null : depositRef(seed, address.counter)
    if (!ref || depositAddress({ ...forwarderTerms(terms), ref }) !== address.address) {
      throw new DomainError('ADDRESS_MISMATCH', 'An address could not be verified')
    }
    const key = `${address.network}/${terms.treasury}`
    if (!reachable.has(key)) {
      reachable.set(
        key,
        await isControllable(ctx, tenant, terms.treasury, { home: address.network, here: network }),
      )
    }
    if (!reachable.get(key)) {
      outOfReach.add(address.address)
      continue
    }
    const { symbol, decimals, token } = transfer
    const asset = { symbol: symbol ?? token ?? '', decimals: decimals ?? 0, address: token }
    movable.push({ ...terms, address: address.address, ref, token: asset, amount: transfer.amount })
  }
  return { movable, outOfReach: [...outOfReach] }
}

/** Unknown is no proof: an address whose home network is closed by now is left. */
async function isControllable(
  ctx: ServiceContext,
  tenant: Tenant,
  treasury: string,
  { home, here }: { home: string; here: OpenNetwork },
): Promise<boolean> {
  const at = ctx.networks.get(home)
  if (!at) return false
  if (at.id === here.id) return true
  const [isContractAtHome, isContractHere] = [
    at.laneOfItsOwn ? false : await isContract(ctx, at, treasury),
    await isContract(ctx, here, treasury),
  ]
  if (!isContractAtHome && !isContractHere) return true
  const own = await methodsOf(ctx.db, tenant)
  return isContractHere && own.some((method) => method.network === here.id && method.treasury === treasury)
}

async function isContract(ctx: ServiceContext, network: OpenNetwork, address: string): Promise<boolean> {
  const signal = AbortSignal.timeout(BUDGET_MS)
  try {
    return await withFailover(ctx, network, signal, async ({ reader }) => {
      // Where nobody can tell, it is taken for one.
      return (await reader.isContract?.(address, signal)) ?? true
    })
  } catch (error) {
    if (isChainError(error)) throw unreachable(network)
    throw error
  }
}
