import { bookedBlocks } from '@/db/queries/bookedBlocks'
import type { WindowBlock } from '@/db/queries/networks'
import type { BlockRef } from '@/lib/chains/port'
import { lastCommonBlock } from './lastCommonBlock'
import type { Run } from './run'

/** Blocks of the books that are compared together. */
const PART = 500

/**
 * Up to where the chain is common when nothing of the window of hashes is left on it: the highest block of the books that still stands. What was
 * undone may be mined again anywhere above it. Where no block of the books stands, below all that they and the window reach back to.
 */
export async function belowWindow(
  run: Run,
  head: BlockRef,
  cursor: number,
  window: readonly WindowBlock[],
): Promise<{ number: number; hash?: string }> {
  const reach = cursor - run.network.windowDepth
  let to = Math.min(window.at(-1)?.number ?? reach, reach) - 1
  for (;;) {
    const booked = await bookedBlocks(run.ctx.db, run.network.id, to, PART)
    const common = await lastCommonBlock(run, head, booked)
    if (common) return common
    to = Math.max(0, (booked.at(-1)?.number ?? to + 1) - 1)
    if (booked.length < PART) return { number: to }
  }
}
