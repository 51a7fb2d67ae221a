import { createHash } from 'node:crypto'
import type { Hex } from 'viem'
import { bloomOf } from './bloom'
import { balanceKey, execute, type Action, type ModelLog, type State } from './state'

/** A transaction somebody made; it may be mined, undone and mined again under the same hash. */
export type ModelTransaction = {
  hash: Hex
  from: string
  to: string
  /** Native coin that it carries to `to` at its top level. */
  value: bigint
  actions: readonly Action[]
  /** Only of the gas key's. */
  nonce?: number
}

export type Mined = {
  transaction: ModelTransaction
  succeeded: boolean
  logs: readonly ModelLog[]
  firstLog: number
}

export type ModelBlock = {
  number: number
  hash: Hex
  parent: ModelBlock | null
  /** Seconds. */
  time: number
  mined: readonly Mined[]
  state: State
  bloom: Hex
  /** When it came to be, in the simulation's milliseconds: its time says what its miner liked. */
  bornAt: number
}

/**
 * An EVM-like chain that is also the oracle: it keeps every block of every branch with the state after it. Reorganisations are
 * mining on an older block; what was undone is given back to be mined elsewhere, or not at all.
 */
export class ModelChain {
  private readonly blocks = new Map<string, ModelBlock>()
  private readonly nonces = new Map<string, number>()
  private canonical: ModelBlock[] = []
  /** Every block that was once the head, newest last: what a provider may have shown. */
  readonly tips: ModelBlock[] = []
  private salt = 0
  /** The simulation's milliseconds. */
  now: () => number = () => 0
  /** Blocks from now on log native transfers (EIP-7708). */
  logsNative = false

  constructor(
    private readonly name: string,
    genesisTime: number,
  ) {
    this.extend(this.seal(null, genesisTime, []))
  }

  get head(): ModelBlock {
    return this.at(this.canonical.length - 1)
  }

  at(number: number): ModelBlock {
    const block = this.canonical[number]
    if (!block) throw new RangeError(`no block ${number}`)
    return block
  }

  byHash(hash: string): ModelBlock | undefined {
    return this.blocks.get(hash)
  }

  isCanonical(block: ModelBlock): boolean {
    return this.canonical[block.number] === block
  }

  /** The block of that number on the branch of `tip`. */
  ancestor(tip: ModelBlock, number: number): ModelBlock | null {
    if (number < 0 || number > tip.number) return null
    if (this.isCanonical(tip)) return this.at(number)
    let block: ModelBlock | null = tip
    while (block && block.number > number) block = this.isCanonical(block) ? this.at(number) : block.parent
    return block
  }

  /** From the first to the last, both included, on the branch of `tip`. */
  branch(tip: ModelBlock, first: number, last: number): ModelBlock[] {
    const found: ModelBlock[] = []
    let block = this.ancestor(tip, Math.min(last, tip.number))
    for (; block && block.number >= first; block = block.parent) found.push(block)
    return found.reverse()
  }

  /** Mines one block on the head; its time is at least a second after its parent's. */
  mine(time: number, transactions: readonly ModelTransaction[]): ModelBlock {
    const block = this.seal(this.head, Math.max(time, this.head.time + 1), transactions)
    this.extend(block)
    return block
  }

  /** Takes off the last blocks and gives back what they held. Something must be mined at once, higher than before. */
  undo(depth: number): ModelTransaction[] {
    const undone = this.canonical.splice(Math.max(1, this.canonical.length - depth))
    this.salt += 1
    return undone.flatMap((block) => block.mined.map((one) => one.transaction))
  }

  /** The deepest that a block ever lay under a head until then, itself counted; 0 when it was not on the chain. */
  deepest(block: ModelBlock, until = Infinity): number {
    const depths = this.tips.map((tip) => {
      let top: ModelBlock | null = tip
      while (top && top.bornAt > until) top = top.parent
      return top && this.ancestor(top, block.number) === block ? top.number - block.number + 1 : 0
    })
    return Math.max(0, ...depths)
  }

  /** The nonce after the last mined transaction of an account on the branch of `tip`. */
  nonceAt(tip: ModelBlock, account: string): number {
    return Number(tip.state.get(balanceKey('nonce', account)) ?? 0n)
  }

  find(tip: ModelBlock, hash: string): { block: ModelBlock; mined: Mined; index: number } | null {
    for (let block: ModelBlock | null = tip; block; block = block.parent) {
      const index = block.mined.findIndex((one) => one.transaction.hash === hash)
      const mined = block.mined[index]
      if (mined) return { block, mined, index }
    }
    return null
  }

  private extend(block: ModelBlock): void {
    const last = this.tips.at(-1)
    if (last && block.parent === last) this.tips.pop()
    this.tips.push(block)
    this.canonical.push(block)
  }

  private seal(
    parent: ModelBlock | null,
    time: number,
    transactions: readonly ModelTransaction[],
  ): ModelBlock {
    const state = new Map(parent?.state)
    const mined: Mined[] = []
    let logs = 0
    for (const transaction of transactions) {
      const one = run(state, transaction, logs, { logsNative: this.logsNative, time })
      logs += one.logs.length
      mined.push(one)
    }
    const number = (parent?.number ?? -1) + 1
    const inside = mined.map((one) => one.transaction.hash).join()
    const hash = hashOf(`${this.name} ${parent?.hash} ${number} ${time} ${this.salt} ${inside}`)
    const bloom = bloomOf(mined.flatMap((one) => one.logs))
    const block = { number, hash, parent, time, mined, state, bloom, bornAt: this.now() }
    this.blocks.set(hash, block)
    return block
  }
}

function run(
  state: Map<string, bigint>,
  transaction: ModelTransaction,
  firstLog: number,
  { logsNative, time }: { logsNative: boolean; time: number },
): Mined {
  if (transaction.nonce !== undefined) {
    state.set(balanceKey('nonce', transaction.from), BigInt(transaction.nonce) + 1n)
  }
  const draft = new Map(state)
  const coin: Action[] =
    transaction.value > 0n
      ? [{ kind: 'internal', to: transaction.to, amount: transaction.value, from: transaction.from }]
      : []
  const logs = execute(draft, [...coin, ...transaction.actions], logsNative, time)
  if (!logs) return { transaction, succeeded: false, logs: [], firstLog }
  for (const [key, value] of draft) state.set(key, value)
  return { transaction, succeeded: true, logs, firstLog }
}

export function hashOf(text: string): Hex {
  return `0x${createHash('sha256').update(text).digest('hex')}`
}
