import { refreshRates } from '@/lib/services/rates/refreshRates'
import { renewDueQuotes } from '@/lib/services/invoices/renewQuotes'
import type { App } from './app'

/** Asks the sources of rates that are due, and renews quotes whose lock has ended: apart from reading networks, which must not wait (D3). */
export async function runRates(app: App, budgetMs: number): Promise<void> {
  const until = new Date(app.clock.now().getTime() + budgetMs)
  await refreshRates(app, app.rateSources, { budgetMs })
  await renewDueQuotes(app, { until })
}
