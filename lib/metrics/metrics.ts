import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'

/** Latencies from what a read in memory takes to what a client gives up after, in seconds. */
const BUCKETS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
/** A run of the scheduler ends by itself after 25 seconds. */
const RUN_BUCKETS = [0.01, 0.05, 0.1, 0.5, 1, 2.5, 5, 10, 25, 60]

export type Metrics = ReturnType<typeof createMetrics>

/**
 * What one process counts for Prometheus. Labels name what the registry of networks or the code itself names: never a merchant,
 * an id or anything else that a caller chooses, so that their number is bounded and nobody's business shows.
 */
export function createMetrics() {
  const registers = [new Registry()]
  const [registry] = registers as [Registry]
  const gauge = <Label extends string>(name: string, help: string, ...labelNames: Label[]) =>
    new Gauge({ name, help, labelNames, registers })

  return {
    registry,
    requests: new Counter({
      name: 'checkout_http_requests_total',
      help: 'Requests answered; pages are one route',
      labelNames: ['method', 'route', 'status'] as const,
      registers,
    }),
    latency: new Histogram({
      name: 'checkout_http_request_duration_seconds',
      help: 'Time until an answer was ready to be sent; of a stream, until it began',
      labelNames: ['method', 'route'] as const,
      buckets: BUCKETS,
      registers,
    }),
    runs: new Histogram({
      name: 'checkout_job_duration_seconds',
      help: 'Runs of the scheduler, by what they do and what became of them',
      labelNames: ['job', 'outcome'] as const,
      buckets: RUN_BUCKETS,
      registers,
    }),
    up: gauge('checkout_database_up', 'Whether the database answered this scrape'),
    streams: gauge('checkout_streams_open', 'Streams of events that this process serves'),
    databaseWait: gauge(
      'checkout_database_wait_seconds',
      'Time that a statement of nothing took, with its wait for a connection of this process',
    ),
    poolSize: gauge('checkout_database_pool_size', 'Connections that this process may open'),
    connections: gauge(
      'checkout_database_connections',
      'Connections of all instances, as the database sees them',
      'state',
    ),
    limitsAway: gauge(
      'checkout_limits_store_away',
      'Whether limits are counted in PostgreSQL because Redis does not answer',
    ),
    lag: gauge('checkout_network_lag_seconds', 'Age of the last proven block', 'network'),
    head: gauge('checkout_network_head_block', 'Newest block that a provider told of', 'network'),
    cursor: gauge('checkout_network_cursor_block', 'Last proven block', 'network'),
    verified: gauge(
      'checkout_network_verified',
      'Whether chain and factory are what they should be',
      'network',
    ),
    failing: gauge('checkout_network_failing', 'Whether the last run failed', 'network'),
    providerFailing: gauge(
      'checkout_provider_failing',
      'Whether a provider is put aside, by its place in the configuration',
      'network',
      'place',
    ),
    providerCalls: gauge(
      'checkout_provider_calls_today',
      'Calls of all instances since midnight (UTC)',
      'network',
      'place',
    ),
    outbox: gauge('checkout_outbox_deliveries', 'Webhooks that are not delivered yet', 'state'),
    outboxAge: gauge(
      'checkout_outbox_oldest_seconds',
      'How long the webhook has been due that is due longest',
    ),
    ratesPaused: gauge('checkout_rates_paused', 'Pairs that cannot be quoted now', 'reason'),
    rateAge: gauge(
      'checkout_rate_source_age_seconds',
      'Age of the newest price that a source told',
      'source',
    ),
    gas: gauge('checkout_gas_key_balance', 'What the gas key has, in whole native coins', 'network'),
    /** What Node says of the process: memory, processor, event loop, garbage. Watches from then on. */
    watchProcess(): void {
      collectDefaultMetrics({ register: registry })
    },
  }
}
