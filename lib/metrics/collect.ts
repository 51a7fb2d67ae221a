import { sql } from 'drizzle-orm'
import { connectionStates, outboxDepth } from '@/db/queries/metrics'
import { describeError } from '@/lib/describeError'
import type { App } from '@/lib/server/app'
import { gasBalances } from '@/lib/server/gasBalances'
import { instanceHealth, type InstanceHealth } from '@/lib/services/health'
import type { Metrics } from './metrics'

/** What Prometheus reads: what this process counted, and how the instance stands at this moment. Never throws. */
export async function collectMetrics(app: App): Promise<string> {
  const { metrics } = app
  const [database, gas] = await Promise.all([databaseFacts(app), gasBalances(app)])
  metrics.streams.set(app.live.open())
  metrics.poolSize.set(app.env.databasePoolSize)
  metrics.limitsAway.set(app.limitStore.isAway() ? 1 : 0)
  metrics.gas.reset()
  for (const [network, balance] of gas) metrics.gas.set({ network }, balance)
  metrics.up.set(database ? 1 : 0)
  showDatabase(metrics, database)
  return metrics.registry.metrics()
}

type DatabaseFacts = NonNullable<Awaited<ReturnType<typeof databaseFacts>>>

async function databaseFacts(app: App) {
  try {
    const started = performance.now()
    await app.db.execute(sql`select 1`)
    const waited = (performance.now() - started) / 1000
    const [health, outbox, connections] = await Promise.all([
      instanceHealth(app),
      outboxDepth(app.db, app.clock.now()),
      connectionStates(app.db),
    ])
    return health.database ? { waited, health, outbox, connections } : null
  } catch (error) {
    app.log.warn({ error: describeError(error) }, 'the database did not answer a scrape of metrics')
    return null
  }
}

/** What is not known now is left out: an old figure would look like a good one. */
function showDatabase(metrics: Metrics, facts: DatabaseFacts | null): void {
  const { databaseWait, connections, outbox, outboxAge, ratesPaused, rateAge } = metrics
  for (const gauge of [databaseWait, outboxAge]) gauge.remove()
  for (const gauge of [connections, outbox]) gauge.reset()
  ratesPaused.reset()
  rateAge.reset()
  showNetworks(metrics, facts?.health.networks ?? [])
  if (!facts) return
  databaseWait.set(facts.waited)
  for (const { state, count } of facts.connections) connections.set({ state }, count)
  for (const state of ['due', 'waiting', 'parked'] as const) outbox.set({ state }, facts.outbox[state])
  outboxAge.set(Math.max(0, facts.outbox.oldest ?? 0))
  for (const { reason } of facts.health.rates.paused) ratesPaused.inc({ reason })
  for (const { id, ageSeconds } of facts.health.rates.sources)
    if (ageSeconds !== null) rateAge.set({ source: id }, ageSeconds)
}

function showNetworks(metrics: Metrics, networks: InstanceHealth['networks']): void {
  const { lag, head, cursor, verified, failing, providerFailing, providerCalls } = metrics
  for (const gauge of [lag, head, cursor, verified, failing]) gauge.reset()
  for (const gauge of [providerFailing, providerCalls]) gauge.reset()
  for (const { id: network, ...state } of networks) {
    if (state.lagSeconds !== null) lag.set({ network }, state.lagSeconds)
    if (state.head !== null) head.set({ network }, state.head)
    if (state.cursor !== null) cursor.set({ network }, state.cursor)
    verified.set({ network }, state.verified ? 1 : 0)
    failing.set({ network }, state.lastError === null ? 0 : 1)
    for (const [index, provider] of state.providers.entries()) {
      const place = `${index + 1}`
      providerFailing.set({ network, place }, provider.state === 'failing' ? 1 : 0)
      providerCalls.set({ network, place }, provider.callsToday)
    }
  }
}
