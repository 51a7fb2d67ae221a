import { deleteExpiredTokens } from '@/db/queries/accountTokens'
import { deleteExpiredAnswers } from '@/db/queries/idempotency'
import { deleteOldThrottles } from '@/db/queries/throttles'
import { deleteExpiredLimits } from '@/db/queries/limits'
import { foldRollups } from '@/db/queries/rollups'
import { deliverMails } from '@/lib/services/mail/deliverMails'
import { reconcileAll } from '@/lib/services/reconcile/reconcileAll'
import { reconcileLanes } from '@/lib/services/testmode/reconcileLanes'
import { forgetEvents } from '@/lib/services/sessionEvents/forgetEvents'
import { forgetDelivered } from '@/lib/services/webhooks/forgetDelivered'
import { sweepNetwork } from '@/lib/services/sweep/sweepNetwork'
import type { App } from './app'
import { gasKeyOf } from './gasKey'

/**
 * What the cron route and the scheduler both call: reconcile every network, then sweep where there is a gas key (F9).
 * Mail that is due leaves, and what had its time is forgotten: answers kept for idempotency (Q2), links, counted tries,
 * webhooks that were delivered.
 */
export async function runReconcile(app: App, budgetMs: number) {
  await forgetOld(app)
  await foldRollups(app.db)
  const [networks] = await Promise.all([
    reconcileAll(app, {
      budgetMs,
      async afterwards(run) {
        const { network, provider } = run
        const wallet = gasKeyOf(app)(network, provider)
        if (wallet) await sweepNetwork(run, wallet)
      },
    }),
    deliverMails(app, app.mailer),
  ])
  return networks
}

/** Reads the lanes of test invoices that are due: apart, so that no real network waits for them (ADR 0015). */
export function runLanes(app: App, budgetMs: number): Promise<void> {
  return reconcileLanes(app, { budgetMs })
}

/** Longer than any window in which something is counted. */
const LONGEST_WINDOW_MS = 24 * 60 * 60_000

async function forgetOld(app: App): Promise<void> {
  const now = app.clock.now()
  await deleteExpiredAnswers(app.db, now)
  await deleteExpiredLimits(app.db, now)
  await deleteExpiredTokens(app.db, now)
  await forgetDelivered(app)
  await forgetEvents(app)
  await deleteOldThrottles(app.db, new Date(now.getTime() - LONGEST_WINDOW_MS))
}
