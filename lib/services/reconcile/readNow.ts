import { setTimeout as pause } from 'node:timers/promises'
import { ensureNetwork } from '@/db/queries/networks'
import { isChainError } from '@/lib/chains/errors'
import type { OpenNetwork } from '@/lib/chains/registry'
import { DomainError } from '@/lib/domain/errors'
import type { ServiceContext } from '../context'
import { withFailover } from '../networks/withFailover'
import { holdLease, type HeldLease } from './lease'
import { requireFresh } from './requireFresh'
import { rewindIfReorganised } from './rewind'
import { isLeaseLost, type Run } from './run'
import { scanForward } from './scanForward'
import { verifyNetwork } from './verifyNetwork'

/** How often a network that another run holds is asked for. */
const TRY_AGAIN_MS = 100

/**
 * Brings a network's books up to its head, as each run begins (S1, S2, S10), and does a work under the same lease while somebody waits.
 * Throws NETWORK_UNREACHABLE where the time is over or no provider sees it through, and whatever refusal the work throws.
 */
export async function readNow<Result>(
  ctx: ServiceContext,
  network: OpenNetwork,
  budgetMs: number,
  work: (run: Run) => Promise<Result>,
): Promise<Result> {
  const signal = AbortSignal.timeout(budgetMs)
  await ensureNetwork(ctx.db, network.id, network.mode)
  const lease = await awaitLease(ctx, network, signal)
  try {
    return await withFailover(ctx, network, signal, async (provider, others) => {
      const run: Run = { ctx, network, provider, reader: provider.reader, others, lease: lease.held, signal }
      await verifyNetwork(run)
      const head = await run.reader.head(signal)
      await requireFresh(run, head)
      await rewindIfReorganised(run, head)
      await scanForward(run, head)
      return work(run)
    })
  } catch (error) {
    if (isChainError(error) || isLeaseLost(error)) throw unreachable(network)
    throw error
  } finally {
    await lease.release({})
  }
}

async function awaitLease(
  ctx: ServiceContext,
  network: OpenNetwork,
  signal: AbortSignal,
): Promise<HeldLease> {
  while (!signal.aborted) {
    const lease = await holdLease(ctx, network.id)
    if (lease) return lease
    // Waiting ends with the time; what remains is to say so.
    await pause(TRY_AGAIN_MS, undefined, { signal }).catch(() => {})
  }
  throw unreachable(network)
}

/** The refusal of what needs a look at a chain that nobody could have. */
export function unreachable({ id, name }: Pick<OpenNetwork, 'id' | 'name'>): DomainError {
  return new DomainError('NETWORK_UNREACHABLE', `${name} cannot be read right now: try again in a minute`, {
    constraints: { network: id },
  })
}
