import { isChainError } from '@/lib/chains/errors'
import type { BlockRef, ChainReader } from '@/lib/chains/port'
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
  const { moved, gasOf, isContract } = reader
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
    ...(moved && { moved: (...args: Parameters<typeof moved>) => watching(moved(...args)) }),
    // A call that would revert is no fault of who says so.
    ...(gasOf && { gasOf }),
    ...(isContract && {
      isContract: (...args: Parameters<typeof isContract>) => watching(isContract(...args)),
    }),
    ...(reader.gasPrice && { gasPrice: (signal: AbortSignal) => watching(gasPriceOf(reader, signal)) }),
    ...(reader.solid && { solid: (signal: AbortSignal) => watching(solidOf(reader, signal)) }),
  }
}

async function gasPriceOf(reader: ChainReader, signal: AbortSignal): Promise<bigint> {
  return (await reader.gasPrice?.(signal)) ?? 0n
}

async function solidOf(reader: ChainReader, signal: AbortSignal): Promise<BlockRef> {
  const block = await reader.solid?.(signal)
  if (!block) throw new Error('this chain tells balances at every block')
  return block
}
