import {
  decodeFunctionData,
  encodeFunctionResult,
  erc20Abi,
  multicall3Abi,
  numberToHex,
  pad,
  type Hex,
} from 'viem'
import { FACTORY_ADDRESS, HUB_ADDRESS } from '@/contracts/artifacts/addresses'
import { ForwarderFactory } from '@/contracts/artifacts/ForwarderFactory'
import { PaymentHub } from '@/contracts/artifacts/PaymentHub'
import type { Mined, ModelBlock, ModelChain } from './modelChain'
import { balanceIn, type ModelLog } from './state'
import { NATIVE } from './tokens'

export type RpcAnswer = { result: unknown } | { error: { code: number; message: string } }

/** What a node knows: a branch up to its tip, and what it would make of its blocks' content if it lied. */
export type NodeView = {
  chain: ModelChain
  tip: ModelBlock
  chainId: number
  hasMulticall: boolean
  /** The gas key's, which has coin. */
  gasAccount: string
  /** The content of a block as this node tells it. */
  minedIn(block: ModelBlock): readonly Mined[]
  /** Logs that it leaves out of log queries. */
  hides(block: ModelBlock, mined: Mined, log: ModelLog): boolean
  /** What it adds to a balance. */
  forgedBalance(asset: string, address: string, block: ModelBlock): bigint
  /** False where it makes up content that the header's bloom excludes. */
  keepsBloom: boolean
  /** Takes a signed transaction into the pool; the words with which it refuses one. */
  take(raw: Hex): { hash: Hex } | { refused: string }
}

type Filter = {
  address?: string | readonly string[]
  topics?: readonly (string | readonly string[] | null)[]
  fromBlock?: string
  toBlock?: string
  blockHash?: string
}

const MULTICALL3 = '0xca11bde05977b3631167028862be2a173976ca11'
const hex = (value: number | bigint): Hex => numberToHex(value)
const failure = (message: string, code = -32_000): RpcAnswer => ({ error: { code, message } })

/** Answers one call as an EVM node does. */
export function answerCall(view: NodeView, method: string, params: readonly unknown[]): RpcAnswer {
  const [first, second] = params
  switch (method) {
    case 'eth_chainId':
      return { result: hex(view.chainId) }
    case 'eth_blockNumber':
      return { result: hex(view.tip.number) }
    case 'eth_getCode':
      return { result: codeAt(view, String(first)) }
    case 'eth_getBlockByNumber': {
      const block = blockAt(view, first)
      return { result: block && blockJson(view, block, second === true) }
    }
    case 'eth_getLogs':
      return getLogs(view, first as Filter)
    case 'eth_getTransactionReceipt':
      return { result: receiptJson(view, String(first)) }
    case 'eth_getTransactionByHash': {
      const found = find(view, String(first))
      return { result: found && transactionJson(found.block, found.mined, found.index) }
    }
    case 'eth_getBalance':
      return atBlock(view, second, (block) => hex(nativeBalance(view, String(first), block)))
    case 'eth_call':
      return atBlock(view, second, (block) => call(view, first as { to: string; data: Hex }, block))
    case 'eth_getTransactionCount':
      return { result: hex(view.chain.nonceAt(view.tip, String(first))) }
    case 'eth_estimateGas':
      return { result: hex(200_000n) }
    case 'eth_gasPrice':
    case 'eth_maxPriorityFeePerGas':
      return { result: hex(1_000_000_000n) }
    case 'eth_sendRawTransaction': {
      const taken = view.take(first as Hex)
      return 'hash' in taken ? { result: taken.hash } : failure(taken.refused)
    }
    default:
      return failure(`the method ${method} does not exist`, -32_601)
  }
}

function blockAt(view: NodeView, tag: unknown): ModelBlock | null {
  return tag === 'latest' || tag === 'pending' ? view.tip : view.chain.ancestor(view.tip, Number(tag))
}

function atBlock(view: NodeView, tag: unknown, read: (block: ModelBlock) => Hex): RpcAnswer {
  const block = blockAt(view, tag ?? 'latest')
  return block ? { result: read(block) } : failure('header not found')
}

function codeAt(view: NodeView, address: string): Hex {
  if (address.toLowerCase() === FACTORY_ADDRESS.toLowerCase()) return ForwarderFactory.deployedBytecode
  if (address.toLowerCase() === HUB_ADDRESS.toLowerCase()) return PaymentHub.deployedBytecode
  return view.hasMulticall && address.toLowerCase() === MULTICALL3 ? '0x01' : '0x'
}

function balance(view: NodeView, asset: string, address: string, block: ModelBlock): bigint {
  return balanceIn(block.state, asset, address) + view.forgedBalance(asset, address, block)
}

/** Accounts that send transactions have what they need. */
function nativeBalance(view: NodeView, address: string, block: ModelBlock): bigint {
  const held = balance(view, NATIVE, address, block)
  return address.toLowerCase() === view.gasAccount.toLowerCase() ? held + 10n ** 24n : held
}

function call(view: NodeView, { to, data }: { to: string; data: Hex }, block: ModelBlock): Hex {
  if (to === HUB_ADDRESS) return hubPaid(data, block)
  if (to.toLowerCase() !== MULTICALL3) return balanceOf(view, to, data, block)
  const decoded = decodeFunctionData({ abi: multicall3Abi, data })
  if (decoded.functionName === 'getEthBalance') {
    return pad(hex(balance(view, NATIVE, decoded.args[0], block)), { size: 32 })
  }
  if (decoded.functionName !== 'aggregate3') return '0x'
  const result = decoded.args[0].map((one) => ({
    success: true,
    returnData: call(view, { to: one.target === to ? MULTICALL3 : one.target, data: one.callData }, block),
  }))
  return encodeFunctionResult({ abi: multicall3Abi, functionName: 'aggregate3', result })
}

/** What the hub keeps of terms that were paid. */
function hubPaid(data: Hex, block: ModelBlock): Hex {
  const decoded = decodeFunctionData({ abi: PaymentHub.abi, data })
  if (decoded.functionName !== 'paid') return '0x'
  return numberToHex(balanceIn(block.state, 'paid', decoded.args[0]), { size: 32 })
}

function balanceOf(view: NodeView, token: string, data: Hex, block: ModelBlock): Hex {
  const decoded = decodeFunctionData({ abi: erc20Abi, data })
  if (decoded.functionName !== 'balanceOf') return '0x'
  return numberToHex(balance(view, token, decoded.args[0], block), { size: 32 })
}

function getLogs(view: NodeView, filter: Filter): RpcAnswer {
  const blocks = blocksOf(view, filter)
  if (!blocks) return failure('unknown block')
  const emitters =
    filter.address === undefined ? null : new Set([filter.address].flat().map((one) => one.toLowerCase()))
  const topics = (filter.topics ?? []).map((topic) =>
    topic === null ? null : new Set([topic].flat().map((one) => one.toLowerCase())),
  )
  const result = blocks.flatMap((block) =>
    view.minedIn(block).flatMap((mined, index) =>
      mined.logs.flatMap((log, position) => {
        if (emitters && !emitters.has(log.address.toLowerCase())) return []
        if (topics.some((wanted, at) => wanted && !wanted.has(log.topics[at] ?? ''))) return []
        return view.hides(block, mined, log) ? [] : [logJson(block, mined, index, log, position)]
      }),
    ),
  )
  return { result }
}

/** By hash an unknown block is an error; by range a node answers for what it has. */
function blocksOf(view: NodeView, filter: Filter): ModelBlock[] | null {
  if (filter.blockHash !== undefined) {
    const block = view.chain.byHash(filter.blockHash)
    return block && view.chain.ancestor(view.tip, block.number) === block ? [block] : null
  }
  const from = Number(filter.fromBlock)
  const to = Math.min(Number(filter.toBlock), view.tip.number)
  return from > to ? [] : view.chain.branch(view.tip, from, to)
}

function find(view: NodeView, hash: string): { block: ModelBlock; mined: Mined; index: number } | null {
  for (let block: ModelBlock | null = view.tip; block; block = block.parent) {
    const mined = view.minedIn(block)
    const index = mined.findIndex((one) => one.transaction.hash === hash)
    const one = mined[index]
    if (one) return { block, mined: one, index }
  }
  return null
}

function blockJson(view: NodeView, block: ModelBlock, whole: boolean) {
  const mined = view.minedIn(block)
  return {
    number: hex(block.number),
    hash: block.hash,
    parentHash: block.parent?.hash ?? pad('0x', { size: 32 }),
    timestamp: hex(block.time),
    logsBloom: view.keepsBloom ? block.bloom : `0x${'ff'.repeat(256)}`,
    baseFeePerGas: hex(1_000_000_000n),
    gasLimit: hex(30_000_000n),
    transactions: mined.map((one, index) =>
      whole ? transactionJson(block, one, index) : one.transaction.hash,
    ),
  }
}

function transactionJson(block: ModelBlock, { transaction }: Mined, index: number) {
  return {
    hash: transaction.hash,
    from: transaction.from.toLowerCase(),
    to: transaction.to.toLowerCase(),
    value: hex(transaction.value),
    blockHash: block.hash,
    blockNumber: hex(block.number),
    transactionIndex: hex(index),
  }
}

function receiptJson(view: NodeView, hash: string) {
  const found = find(view, hash)
  if (!found) return null
  const { block, mined, index } = found
  return {
    transactionHash: hash,
    transactionIndex: hex(index),
    blockHash: block.hash,
    blockNumber: hex(block.number),
    from: mined.transaction.from.toLowerCase(),
    to: mined.transaction.to.toLowerCase(),
    status: mined.succeeded ? '0x1' : '0x0',
    type: '0x2',
    gasUsed: hex(100_000n),
    cumulativeGasUsed: hex(100_000n),
    effectiveGasPrice: hex(1_000_000_000n),
    logsBloom: block.bloom,
    logs: mined.logs.map((log, position) => logJson(block, mined, index, log, position)),
  }
}

function logJson(block: ModelBlock, mined: Mined, index: number, log: ModelLog, position: number) {
  return {
    address: log.address.toLowerCase(),
    topics: log.topics,
    data: log.data,
    blockNumber: hex(block.number),
    blockHash: block.hash,
    transactionHash: mined.transaction.hash,
    transactionIndex: hex(index),
    logIndex: hex(mined.firstLog + position),
    removed: false,
  }
}
