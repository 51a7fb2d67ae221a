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
import { SWEPT_TOPIC, TRANSFER_TOPIC } from '@/lib/chains/evm/events'

/** Emits what it is told: six words a log (three topics, the data's length, two words of data). */
const ECHO_CODE =
  '0x5f5b368110156031578060800135' +
  '5f528060a0013560205280604001358160200135823583606001355fa360c0016001565b00'

export const USDC = '0x00000000000000000000000000000000000000A1'
export const USDT = '0x00000000000000000000000000000000000000A2'
/** Emits the same logs and is listed nowhere. */
export const LOOK_ALIKE = '0x00000000000000000000000000000000000000A3'
export const FACTORY = '0x00000000000000000000000000000000000000a4'

/** Three topics, the data's length, two words of data. */
export type Words = readonly [Hex, Hex, Hex, bigint, bigint, bigint]

/**
 * Makes a fresh local chain mine only when told, with contracts that emit exactly the logs one wants. Everything a reader sees of
 * it is real: blocks, blooms, receipts, reorganisations.
 */
export async function openLogChain(rpcUrl: string) {
  const client = createTestClient({ chain: foundry, mode: 'anvil', transport: http(rpcUrl) })
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
    rpcUrl,
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

/** The call that makes a stage contract emit logs. */
export function encodeLogs(logs: readonly Words[]): Hex {
  return `0x${logs.map((log) => encodeWords(log).slice(2)).join('')}`
}

function encodeWords([topic, first, second, length, word, last]: Words): Hex {
  return encodeAbiParameters(
    ['bytes32', 'bytes32', 'bytes32', 'uint256', 'uint256', 'uint256'].map((type) => ({ type })),
    [topic, first, second, length, word, last],
  )
}
