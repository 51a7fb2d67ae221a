import { z } from 'zod'
import { invoicesApi } from '@/lib/http/invoices/api'
import { runAudit } from '@/lib/server/audit'
import { runRates } from '@/lib/server/rates'
import { runLanes, runReconcile } from '@/lib/server/reconcile'

/** Below the 60 seconds that a serverless function has; the next run goes on where this one stopped. */
const BUDGET_MS = 50_000
export const maxDuration = 60

const summary = z.strictObject({
  networks: z.array(
    z.strictObject({
      network: z.string(),
      outcome: z.enum(['done', 'leased', 'delayed', 'out_of_time']),
      from: z.int().nullable(),
      to: z.int().nullable(),
      payments: z.int(),
      error: z.string().nullable(),
    }),
  ),
})

const reconcile = invoicesApi.route({
  summary: 'Read every network and credit what arrived, and refresh rates',
  operator: 'cron',
  response: summary,
  async handler({ app }) {
    const [{ networks }] = await Promise.all([
      runReconcile(app, BUDGET_MS),
      runLanes(app, BUDGET_MS),
      runAudit(app, BUDGET_MS),
      runRates(app, BUDGET_MS),
    ])
    return {
      networks: networks.map(({ network, outcome, from, to, payments, error }) => ({
        network,
        outcome,
        from,
        to,
        payments,
        error,
      })),
    }
  },
})

/** Vercel's cron sends GET, others what they like. */
export const GET = reconcile
export const POST = reconcile

export const { PUT, PATCH, DELETE, OPTIONS } = invoicesApi.others({ GET, POST })
