import { isHubWanted } from '@/db/queries/paymentMethods'
import { updateCursor } from '@/db/queries/networks'
import { ChainError, isChainError } from '@/lib/chains/errors'
import { FACTORY_CODE_HASH } from '@/lib/chains/evm/forwarder'
import { HUB_CODE_HASH } from '@/lib/chains/evm/paymentHub'
import type { ChainReader, Hex } from '@/lib/chains/port'
import type { Run } from './run'

/**
 * S10: the chain behind the RPC URL is the one that the registry names, and the forwarder factory there is ours, where
 * there is to be one. While it is not, no invoice is quoted on the network; without the payment hub, nothing is by that rail. Throws ChainError for a provider that is not to be read from: of another chain, or
 * without the factory that another provider has.
 */
export async function verifyNetwork(run: Run): Promise<void> {
  const { network, ctx } = run
  const factory = network.oneShotForwarder ? network.factory : null
  const { chainId, codeHash } = await run.reader.identity(factory, run.signal)
  if (chainId !== network.chainId) {
    ctx.log.error(
      { network: network.id, provider: run.provider.name, chainId },
      'the RPC URL serves another chain',
    )
    throw new ChainError('wrong_chain', `the RPC URL serves chain ${chainId}`)
  }
  const verified = factory === null || codeHash === FACTORY_CODE_HASH
  if (!verified) {
    if (await anotherHasTheFactory(run)) {
      throw new ChainError('bad_response', 'another provider has the forwarder factory, this one not')
    }
    ctx.log.error({ network: network.id, codeHash }, 'the forwarder factory is not deployed here')
  }
  await updateCursor(ctx.db, run.lease, { verified, hubVerified: await hasHub(run) })
}

/** Whether the payment hub is there and ours, as far as somebody wants to be paid through it: nobody else need be asked. */
async function hasHub(run: Run): Promise<boolean> {
  const { network, ctx } = run
  if (network.hub === null || !(await isHubWanted(ctx.db, network.id))) return false
  const { codeHash } = await run.reader.identity(network.hub, run.signal)
  if (codeHash === HUB_CODE_HASH) return true
  for (const other of run.others)
    if (await isThere(run, other.reader, network.hub, HUB_CODE_HASH)) return true
  ctx.log.warn({ network: network.id, codeHash }, 'the payment hub is not deployed here')
  return false
}

async function anotherHasTheFactory(run: Run): Promise<boolean> {
  for (const other of run.others) {
    if (await isThere(run, other.reader, run.network.factory, FACTORY_CODE_HASH)) return true
  }
  return false
}

async function isThere(
  { network, signal }: Run,
  reader: ChainReader,
  contract: string,
  expected: Hex,
): Promise<boolean> {
  try {
    const { chainId, codeHash } = await reader.identity(contract, signal)
    return chainId === network.chainId && codeHash === expected
  } catch (error) {
    if (!isChainError(error)) throw error
    return false
  }
}
