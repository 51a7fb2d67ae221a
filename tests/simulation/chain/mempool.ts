import { decodeFunctionData, keccak256, parseTransaction, type Hex } from 'viem'
import { forwarderAbi } from '@/lib/chains/evm/forwarder'
import type { ModelChain, ModelTransaction } from './modelChain'

type Waiting = { transaction: ModelTransaction; fee: bigint }

/** Transactions that were sent and not mined: of the gas key by nonce, of everybody else in the order they came. */
export interface Mempool {
  take(raw: Hex): { hash: Hex } | { refused: string }
  add(transaction: ModelTransaction): void
  /** What may be mined next, the gas key's in the order of its nonces; taken out of the pool. */
  draw(chosen: (transaction: ModelTransaction) => boolean): ModelTransaction[]
  /** Forgets what the gas key sent, as nodes do under load. */
  forget(): void
  size(): number
}

export function createMempool(chain: ModelChain, gasAccount: string): Mempool {
  let others: ModelTransaction[] = []
  const own = new Map<number, Waiting>()

  return {
    take(raw) {
      const signed = parseTransaction(raw)
      const hash = keccak256(raw)
      const nonce = signed.nonce ?? 0
      const fee = signed.maxFeePerGas ?? 0n
      if (nonce < chain.nonceAt(chain.head, gasAccount)) return { refused: 'nonce too low' }
      const known = own.get(nonce)
      if (known?.transaction.hash === hash) return { refused: 'already known' }
      if (known && fee * 10n < known.fee * 11n) return { refused: 'replacement transaction underpriced' }
      own.set(nonce, {
        fee,
        transaction: sweepOf(hash, gasAccount, nonce, signed.to ?? '0x', signed.data ?? '0x'),
      })
      return { hash }
    },
    add(transaction) {
      if (transaction.nonce === undefined) others.push(transaction)
      else if (!own.has(transaction.nonce)) own.set(transaction.nonce, { fee: 0n, transaction })
    },
    draw(chosen) {
      const drawn = others.filter(chosen)
      others = others.filter((one) => !drawn.includes(one))
      for (let nonce = chain.nonceAt(chain.head, gasAccount); ; nonce += 1) {
        const waiting = own.get(nonce)
        if (!waiting || !chosen(waiting.transaction)) return drawn
        own.delete(nonce)
        drawn.push(waiting.transaction)
      }
    },
    forget() {
      own.clear()
    },
    size: () => others.length + own.size,
  }
}

function sweepOf(hash: Hex, from: string, nonce: number, to: string, data: Hex): ModelTransaction {
  const decoded = decodeFunctionData({ abi: forwarderAbi, data })
  if (decoded.functionName !== 'sweep') throw new Error('the gas key only sweeps')
  const [treasury, feeRecipient, feeBps, refs, tokens] = decoded.args
  const call = { treasury, feeRecipient, feeBps, refs, tokens }
  return { hash, from, to, value: 0n, nonce, actions: [{ kind: 'sweep', call }] }
}
