import { ChainError } from '@/lib/chains/errors'
import type { BlockRef } from '@/lib/chains/port'
import type { Run } from './run'

/**
 * The highest of these blocks (highest first) that is still on the chain, by bisection: below a common block all are common.
 * Throws ChainError when the provider does not have a block below its own head, which says nothing about the chain.
 */
export async function lastCommonBlock<Known extends { number: number; hash: string }>(
  run: Run,
  head: BlockRef,
  blocks: readonly Known[],
): Promise<Known | null> {
  const stands = async (known: Known) => {
    const actual = known.number === head.number ? head : await run.reader.block(known.number, run.signal)
    if (!actual)
      throw new ChainError('lagging', `no block ${known.number} although the head is ${head.number}`)
    return actual.hash === known.hash
  }
  const [top] = blocks
  if (top && (await stands(top))) return top
  let [undone, common] = [0, blocks.length]
  while (undone + 1 < common) {
    const middle = Math.floor((undone + common) / 2)
    const candidate = blocks[middle]
    if (candidate && (await stands(candidate))) common = middle
    else undone = middle
  }
  return blocks[common] ?? null
}
