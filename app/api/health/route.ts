import { z } from 'zod'
import { invoicesApi } from '@/lib/http/invoices/api'
import { PAUSE_REASONS } from '@/lib/domain/rateInputs'
import { instanceHealth } from '@/lib/services/health'

const health = z.strictObject({
  /** `degraded`: the database answers, a network's reader lags or is not verified, or a token has no rate. */
  status: z.enum(['ok', 'degraded', 'down']),
  database: z.boolean(),
  networks: z.array(
    z.strictObject({
      id: z.string(),
      name: z.string(),
      mode: z.enum(['live', 'test']),
      head: z.int().nullable(),
      cursor: z.int().nullable(),
      lag_seconds: z.int().nullable(),
      verified: z.boolean(),
      /** Large payments are confirmed by two providers. */
      second_provider: z.boolean(),
      /** The last run failed; `reason` says why. */
      failing: z.boolean(),
      /** A word such as `rate_limited`, `wrong_chain` or `budget_spent`; null while it does well. */
      reason: z.string().nullable(),
      /** Who is asked about it, the preferred one first, by place and site: never by a URL, which may hold a key. */
      providers: z.array(
        z.strictObject({
          name: z.string(),
          state: z.enum(['ok', 'failing', 'budget_spent', 'unused']),
          reason: z.string().nullable(),
          head: z.int().nullable(),
          failing_since: z.string().nullable(),
          retry_at: z.string().nullable(),
          calls_today: z.int(),
          calls_per_day: z.int().nullable(),
        }),
      ),
    }),
  ),
  rates: z.strictObject({
    /** Where prices come from, and how long ago each told some; none where every rate is written down. */
    sources: z.array(
      z.strictObject({
        id: z.string(),
        age_seconds: z.int().nullable(),
        last_error: z.string().nullable(),
      }),
    ),
    /** What cannot be quoted now, and why. */
    paused: z.array(z.strictObject({ pair: z.string(), reason: z.enum(PAUSE_REASONS) })),
  }),
  /** Who screens senders before their money is settled: one that fails holds up settling. None where nobody is screened. */
  screening: z.array(
    z.strictObject({
      id: z.enum(['oracle', 'list']),
      /** Null is all of them. */
      networks: z.array(z.string()).nullable(),
      failing: z.boolean(),
    }),
  ),
})

export const GET = invoicesApi.route({
  summary: 'Whether the database answers, how far behind each network is, and how old prices are',
  public: true,
  limit: 'none',
  response: health,
  statusOf: (answer) => (answer.status === 'down' ? 503 : 200),
  async handler({ ctx }) {
    const found = await instanceHealth(ctx)
    const status = found.ok ? ('ok' as const) : found.database ? ('degraded' as const) : ('down' as const)
    return {
      status,
      database: found.database,
      networks: found.networks.map((network) => ({
        id: network.id,
        name: network.name,
        mode: network.mode,
        head: network.head,
        cursor: network.cursor,
        lag_seconds: network.lagSeconds,
        verified: network.verified,
        second_provider: network.secondProvider,
        failing: network.lastError !== null,
        reason: network.lastError,
        providers: network.providers.map((provider) => ({
          name: provider.name,
          state: provider.state,
          reason: provider.error,
          head: provider.head,
          failing_since: provider.failingSince?.toISOString() ?? null,
          retry_at: provider.retryAt?.toISOString() ?? null,
          calls_today: provider.callsToday,
          calls_per_day: provider.callsPerDay,
        })),
      })),
      rates: {
        sources: found.rates.sources.map((source) => ({
          id: source.id,
          age_seconds: source.ageSeconds,
          last_error: source.lastError,
        })),
        paused: found.rates.paused.map(({ pair, reason }) => ({ pair, reason })),
      },
      screening: found.screening.map(({ id, networks, trouble }) => ({
        id,
        networks: networks === null ? null : [...networks],
        failing: trouble !== null,
      })),
    }
  },
})

export const { POST, PUT, PATCH, DELETE, OPTIONS } = invoicesApi.others({ GET })
