import { chainLines } from '@/lib/services/audit/chainLines'
import type { App } from './app'

/** Folds the audit log's new lines into their chains: apart from reading networks, which must not wait for it. */
export async function runAudit(app: App, budgetMs: number): Promise<void> {
  await chainLines(app, { until: new Date(app.clock.now().getTime() + budgetMs) })
}
