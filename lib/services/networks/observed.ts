import { isChainError } from '@/lib/chains/errors'
import type { BlockRef, Call, ChainReader, Hex, Movements } from '@/lib/chains/port'
import type { Seen } from './providerHealth'

/** The same reader; tells what is seen of it: how the last question went, and its head. */
export function observed(reader: ChainReader, tell: (seen: Partial<Seen>) => void): ChainReader {
  const watching = async <Answer>(answer: Promise<Answer>): Promise<Answer> => {
    try {
      const value = await answer
      tell({ error: null })
      return value
    } catch (error) {
      if (isChainError(error)) tell({ error: error.code })
      throw error
    }
  }
  return {
    head: async (...args) => {
      const head: BlockRef = await watching(reader.head(...args))
      tell({ head: head.number })
      return head
    },
    block: (...args) => watching(reader.block(...args)),
    scan: (...args) => watching(reader.scan(...args)),
    balances: (...args) => watching(reader.balances(...args)),
    receipt: (...args) => watching(reader.receipt(...args)),
    identity: (...args) => watching(reader.identity(...args)),
    ...(reader.moved && {
      moved: (txHash: Hex, signal: AbortSignal) => watching(movedIn(reader, txHash, signal)),
    }),
    // A call that would revert is no fault of who says so.
    ...(reader.gasOf && { gasOf: (call: Call, signal: AbortSignal) => gasOf(reader, call, signal) }),
    ...(reader.isContract && {
      isContract: (address: string, signal: AbortSignal) => watching(isContract(reader, address, signal)),
    }),
    ...(reader.hubPaid && {
      hubPaid: (terms: readonly Hex[], at: number, signal: AbortSignal) =>
        watching(hubPaid(reader, terms, at, signal)),
    }),
    ...(reader.gasPrice && { gasPrice: (signal: AbortSignal) => watching(gasPriceOf(reader, signal)) }),
    ...(reader.solid && { solid: (signal: AbortSignal) => watching(solidOf(reader, signal)) }),
  }
}

async function gasPriceOf(reader: ChainReader, signal: AbortSignal): Promise<bigint> {
  return (await reader.gasPrice?.(signal)) ?? 0n
}

async function hubPaid(
  reader: ChainReader,
  terms: readonly Hex[],
  at: number,
  signal: AbortSignal,
): Promise<boolean[]> {
  const paid = await reader.hubPaid?.(terms, at, signal)
  if (!paid) throw new Error('there is no hub on this chain')
  return paid
}

async function solidOf(reader: ChainReader, signal: AbortSignal): Promise<BlockRef> {
  const block = await reader.solid?.(signal)
  if (!block) throw new Error('this chain tells balances at every block')
  return block
}

async function movedIn(reader: ChainReader, txHash: Hex, signal: AbortSignal): Promise<Movements | null> {
  return (await reader.moved?.(txHash, signal)) ?? null
}

async function gasOf(reader: ChainReader, call: Call, signal: AbortSignal): Promise<bigint> {
  const gas = await reader.gasOf?.(call, signal)
  if (gas === undefined) throw new Error('calls cost no gas on this chain')
  return gas
}

async function isContract(reader: ChainReader, address: string, signal: AbortSignal): Promise<boolean> {
  const found = await reader.isContract?.(address, signal)
  if (found === undefined) throw new Error('nobody can tell contracts on this chain')
  return found
}
