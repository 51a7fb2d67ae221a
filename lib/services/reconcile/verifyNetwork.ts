import { updateCursor } from '@/db/queries/networks'
import { FACTORY_CODE_HASH } from '@/lib/chains/evm/forwarder'
import type { Run } from './run'

/**
 * S10: the chain behind the RPC URL is the one that the registry names, and the forwarder factory there is ours. While it
 * is not, no invoice is quoted on the network. Returns whether the network may be read at all: the chain id is right.
 */
export async function verifyNetwork(run: Run): Promise<boolean> {
  const { network, reader } = run
  const identity = await reader.identity(network.factory, run.signal)
  const rightChain = identity.chainId === network.chainId
  const verified = rightChain && identity.codeHash === FACTORY_CODE_HASH
  await updateCursor(run.ctx.db, run.lease, { verified })
  if (!verified) {
    run.ctx.log.error(
      { network: network.id, chainId: identity.chainId, codeHash: identity.codeHash },
      rightChain ? 'the forwarder factory is not deployed here' : 'the RPC URL serves another chain',
    )
  }
  return rightChain
}
