import { bookedBlocks } from '@/db/queries/bookedBlocks'
import type { WindowBlock } from '@/db/queries/networks'
import type { BlockRef } from '@/lib/chains/port'
import { lastCommonBlock } from './lastCommonBlock'
import type { Run } from './run'

/** Blocks of the books that are compared together. */
const PART = 500

/**
 * Up to where the chain may be common when nothing of the window of hashes is left on it: below all that the window reaches
 * back to, and below every block of the books that is not on the chain any more. What the books took from there is read again.
 */
export async function belowWindow(
  run: Run,
  head: BlockRef,
  cursor: number,
  window: readonly WindowBlock[],
): Promise<{ number: number }> {
  const reach = cursor - run.network.windowDepth
  let to = Math.max(0, Math.min(window.at(-1)?.number ?? reach, reach) - 1)
  for (;;) {
    const booked = await bookedBlocks(run.ctx.db, run.network.id, to, PART)
    const common = await lastCommonBlock(run, head, booked)
    const undone = booked.filter((block) => !common || block.number > common.number)
    const lowest = undone.at(-1)
    if (lowest) to = lowest.number - 1
    if (common || booked.length < PART) return { number: Math.max(0, to) }
  }
}
