import { createRequire } from 'node:module'
import path from 'node:path'
import {
  createTestClient,
  encodeAbiParameters,
  http,
  numberToHex,
  pad,
  publicActions,
  walletActions,
  type Hex,
} from 'viem'
import { foundry } from 'viem/chains'
import { MULTICALL3 } from '@/lib/chains/evm/multicall'
import { SWEPT_TOPIC, TRANSFER_TOPIC } from '@/lib/chains/evm/events'
import { NETWORKS, type Network } from '@/lib/chains/registry'
import { testChain } from '@/tests/support/anvil'

/** Emits what it is told: six words a log (three topics, the data's length, two words of data). */
const ECHO_CODE =
  '0x5f5b368110156031578060800135' +
  '5f528060a0013560205280604001358160200135823583606001355fa360c0016001565b00'

export const USDC = '0x00000000000000000000000000000000000000A1'
export const USDT = '0x00000000000000000000000000000000000000A2'
/** Emits the same logs and is listed nowhere. */
export const LOOK_ALIKE = '0x00000000000000000000000000000000000000A3'
export const FACTORY = '0x00000000000000000000000000000000000000a4'

export type Words = readonly [Hex, Hex, Hex, bigint, bigint, bigint]

export type Stage = Awaited<ReturnType<typeof createStage>>

/**
 * A local chain that mines only when told, with contracts that emit exactly the logs a test wants. Everything a reader sees of
 * it is real: blocks, blooms, receipts, reorganisations.
 */
export async function createStage() {
  const chain = await testChain()
  const client = createTestClient({ chain: foundry, mode: 'anvil', transport: http(chain.rpcUrl) })
    .extend(publicActions)
    .extend(walletActions)
  await client.setIntervalMining({ interval: 0 })
  await client.setAutomine(false)
  for (const address of [USDC, USDT, LOOK_ALIKE, FACTORY] as const) {
    await client.setCode({ address, bytecode: ECHO_CODE as Hex })
  }
  const [account, ...others] = await client.getAddresses()
  if (account === undefined) throw new Error('anvil has no account')

  const send = (to: Hex, logs: readonly Words[], from: Hex = account) =>
    client.sendTransaction({
      account: from,
      to,
      data: encodeLogs(logs),
      gas: BigInt(100_000 + logs.length * 12_000),
    })
  return {
    rpcUrl: chain.rpcUrl,
    client,
    account,
    others,
    /** Has a contract emit logs in one transaction, mined with the next block. */
    send,
    mine: (blocks = 1) => client.mine({ blocks }),
    /** Replaces the last blocks by as many, with these transactions (raw or to be sent) in the n-th of them. */
    reorg: (depth: number, transactions: readonly (readonly [object | Hex, number])[]) =>
      client.request<{ Method: 'anvil_reorg'; Parameters: unknown[]; ReturnType: unknown }>({
        method: 'anvil_reorg',
        params: [depth, transactions],
      }),
    head: async () => Number(await client.getBlockNumber({ cacheTime: 0 })),
  }
}

export function transferWords(to: string, amount: bigint, from: Hex = account(1)): Words {
  return [TRANSFER_TOPIC, pad(from, { size: 32 }), pad(to as Hex, { size: 32 }), 32n, amount, 0n]
}

export function sweptWords(salt: Hex, token: Hex, net: bigint, fee: bigint): Words {
  return [SWEPT_TOPIC, salt, pad(token, { size: 32 }), 64n, net, fee]
}

/** The n-th of a set of addresses that nobody has seen before. */
export function account(n: number): Hex {
  return pad(numberToHex(0xc0ffee_0000_0000n + BigInt(n)), { size: 20 })
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

/** The call that makes a stage contract emit logs. */
export function encodeLogs(logs: readonly Words[]): Hex {
  return `0x${logs.map((log) => encodeWords(log).slice(2)).join('')}`
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

function encodeWords([topic, first, second, length, word, last]: Words): Hex {
  return encodeAbiParameters(
    ['bytes32', 'bytes32', 'bytes32', 'uint256', 'uint256', 'uint256'].map((type) => ({ type })),
    [topic, first, second, length, word, last],
  )
}
