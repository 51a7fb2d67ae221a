import { deleteExpiredAnswers } from '@/db/queries/idempotency'
import { createGasWallet } from '@/lib/chains/evm/gasWallet'
import { reconcileAll } from '@/lib/services/reconcile/reconcileAll'
import { reconcileLanes } from '@/lib/services/testmode/reconcileLanes'
import { sweepNetwork } from '@/lib/services/sweep/sweepNetwork'
import type { App } from './app'

/**
 * What the cron route and the scheduler both call: reconcile every network, then sweep where there is a gas key (F9), and
 * the lanes of test invoices beside them.
 * Answers kept for idempotency are forgotten here when their day is over (Q2).
 */
export async function runReconcile(app: App, budgetMs: number) {
  await deleteExpiredAnswers(app.db, app.clock.now())
  const key = app.env.gasPrivateKey
  const [networks] = await Promise.all([
    reconcileAll(app, {
      budgetMs,
      async afterwards(run) {
        const rpcUrl = app.env.networks.find((entry) => entry.id === run.network.id)?.rpcUrls[0]
        if (key && rpcUrl && run.network.oneShotForwarder) {
          await sweepNetwork(run, createGasWallet(run.network, rpcUrl, key))
        }
      },
    }),
    reconcileLanes(app, { budgetMs }),
  ])
  return networks
}
