import { createRequire } from 'node:module'
import path from 'node:path'
import type { Hex } from 'viem'
import { MULTICALL3 } from '@/lib/chains/evm/multicall'
import { NETWORKS, type Network } from '@/lib/chains/registry'
import { testChain } from '@/tests/support/anvil'
import { FACTORY, USDC, USDT, openLogChain } from '@/tests/support/logChain'

export * from '@/tests/support/logChain'

export type Stage = Awaited<ReturnType<typeof createStage>>

/** A chain of logs for one test file, stopped after its tests. */
export async function createStage() {
  const chain = await testChain()
  return openLogChain(chain.rpcUrl)
}

/** The local network with the stage's tokens and whatever a test wants otherwise. */
export function stageNetwork(
  changes: Partial<Network> = {},
  provider: Partial<Network['provider']> = {},
): Network {
  const local = NETWORKS.find((network) => network.id === 'local')
  if (local === undefined) throw new Error('The local network is not in the registry')
  const token = (symbol: string, address: string) => ({
    symbol,
    name: symbol,
    address,
    decimals: 6,
    stablecoin: null,
  })
  return {
    ...local,
    tokens: [token('USDC', USDC), token('USDT', USDT)],
    factory: FACTORY,
    ...changes,
    provider: { ...local.provider, ...provider },
  }
}

/** Puts Multicall3 where every public chain has it: its code by its own constructor, moved to its address. */
export async function deployMulticall(stage: Stage): Promise<void> {
  // viem carries it for chains that lack it, without exporting it.
  const require = createRequire(import.meta.url)
  const constants = path.join(path.dirname(require.resolve('viem')), 'constants/contracts.js')
  const { multicall3Bytecode } = require(constants) as { multicall3Bytecode: Hex }
  const hash = await stage.client.sendTransaction({
    account: stage.account,
    data: multicall3Bytecode,
    gas: 5_000_000n,
  })
  await stage.mine()
  const { contractAddress } = await stage.client.getTransactionReceipt({ hash })
  const bytecode = contractAddress ? await stage.client.getCode({ address: contractAddress }) : undefined
  if (bytecode === undefined) throw new Error('Multicall3 was not deployed')
  await stage.client.setCode({ address: MULTICALL3, bytecode })
  await stage.mine()
}
