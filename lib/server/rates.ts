import { refreshRates } from '@/lib/services/rates/refreshRates'
import type { App } from './app'

/** Asks the sources of rates that are due: apart from reading networks, which must not wait for them (D3). */
export async function runRates(app: App, budgetMs: number): Promise<void> {
  await refreshRates(app, app.rateSources, { budgetMs })
}
