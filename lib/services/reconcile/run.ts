import type { Lease } from '@/db/queries/networks'
import { lockCursor, type CursorRow } from '@/db/queries/networks'
import type { ChainReader } from '@/lib/chains/port'
import type { Provider } from '@/lib/chains/provider'
import type { OpenNetwork } from '@/lib/chains/registry'
import type { ServiceContext } from '../context'
import { inTransaction } from '../transaction'

/** One network's run: what it reads, under which lease, and until when. */
export type Run = {
  ctx: ServiceContext
  network: OpenNetwork
  /** Who is asked in this run, and its reader. */
  provider: Provider
  reader: ChainReader
  /** Whoever else can be asked, of other sites than it (S5). */
  others: readonly Provider[]
  lease: Lease
  /** Aborts when the run's time is over. */
  signal: AbortSignal
}

/** Another run took the lease; whatever this one would write is its to write now. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost'
}

export function isLeaseLost(error: unknown): error is LeaseLost {
  return error !== null && typeof error === 'object' && 'name' in error && error.name === 'LeaseLost'
}

/**
 * One transaction that holds the cursor's row under the run's fence from its first statement, so that a run that lost
 * its lease writes nothing (S2). Throws LeaseLost.
 */
export function fenced<Result>(
  run: Run,
  work: (ctx: ServiceContext, cursor: CursorRow) => Promise<Result>,
): Promise<Result> {
  return inTransaction(run.ctx, async (tx) => {
    const cursor = await lockCursor(tx.db, run.lease)
    if (!cursor) throw new LeaseLost(`the lease on ${run.network.id} went to another run`)
    return work(tx, cursor)
  })
}
