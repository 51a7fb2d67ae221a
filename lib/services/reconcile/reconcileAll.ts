import { step } from '@/lib/tracing/step'
import type { RootContext } from '../context'
import { reconcileNetwork, type NetworkOutcome } from './reconcileNetwork'
import type { Run } from './run'

/**
 * Reconciles every open network that invoices share at once, each within the time given; what one chain does never holds up another.
 * `afterwards` runs under the network's lease once it is read, such as the sweeper.
 */
export async function reconcileAll(
  ctx: RootContext,
  options: { budgetMs: number; afterwards?: (run: Run) => Promise<void> },
): Promise<{ networks: NetworkOutcome[] }> {
  const afterwards = options.afterwards ?? (() => Promise.resolve())
  const runs = await Promise.allSettled(
    ctx.networks
      .all()
      .filter((network) => !network.laneOfItsOwn)
      .map((network) =>
        step({ name: 'reconcile a network', facts: { network: network.id } }, async (note) => {
          const done = await reconcileNetwork(ctx, network, options.budgetMs, afterwards)
          note({ outcome: done.outcome, payments: done.payments })
          return done
        }),
      ),
  )
  // Only a database that is away gets here; by now no run is under way any more.
  const failed = runs.find((run) => run.status === 'rejected')
  if (failed) throw failed.reason
  return { networks: runs.flatMap((run) => (run.status === 'fulfilled' ? [run.value] : [])) }
}
