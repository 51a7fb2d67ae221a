import { networkState } from '@/db/queries/networks'
import { ChainError, isChainError } from '@/lib/chains/errors'
import type { BlockRef } from '@/lib/chains/port'
import type { Provider } from '@/lib/chains/provider'
import { serverTime } from '../context'
import type { Run } from './run'

/** A head this much older than it should be, beside ten blocks, is worth asking somebody else. */
const LATE_MS = 30_000

/** Two providers that are both well are no further apart than this, and no less than these blocks are said to be. */
const APART_MS = 10_000
const APART_BLOCKS = 3

/**
 * Throws ChainError `lagging` where another provider of the same chain is ahead: a node that stopped answers without an error for
 * as long as one likes. Costs a question only while the head is old; a chain that stands still is late at all of them.
 */
export async function requireFresh(run: Run, head: BlockRef): Promise<void> {
  const { network, ctx } = run
  if (run.others.length === 0) return
  const slack = Math.max(APART_BLOCKS, Math.ceil(APART_MS / network.blockTimeMs))
  const known = (await networkState(ctx.db, network.id))?.headNumber ?? 0
  const age = serverTime(ctx).getTime() - head.time.getTime()
  if (age <= LATE_MS + 10 * network.blockTimeMs && head.number >= known - slack) return
  for (const other of run.others) {
    const theirs = await headAt(run, other)
    if (theirs !== null && theirs > head.number + slack) {
      throw new ChainError('lagging', `the head is block ${head.number}, and ${theirs} at another provider`)
    }
  }
}

/** Null where it cannot be told, or is another chain's. */
async function headAt({ network, signal }: Run, { reader }: Provider): Promise<number | null> {
  try {
    const { chainId } = await reader.identity(null, signal)
    return chainId === network.chainId ? (await reader.head(signal)).number : null
  } catch (error) {
    if (!isChainError(error)) throw error
    return null
  }
}
