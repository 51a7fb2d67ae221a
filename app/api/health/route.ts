import { z } from 'zod'
import { invoicesApi } from '@/lib/http/invoices/api'
import { instanceHealth } from '@/lib/services/health'

const health = z.strictObject({
  /** `degraded`: the database answers, a network's reader lags or is not verified. */
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
      /** The last run failed; why is in the log, because it may name a provider's key. */
      failing: z.boolean(),
    }),
  ),
})

export const GET = invoicesApi.route({
  summary: 'Whether the database answers, and how far behind each network is',
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
      })),
    }
  },
})

export const { POST, PUT, PATCH, DELETE, OPTIONS } = invoicesApi.others({ GET })
