import { z } from 'zod'
import { invoicesApi } from '@/lib/http/invoices/api'
import { runDispatch } from '@/lib/server/dispatch'

/** Below the 60 seconds that a serverless function has; the next run goes on where this one stopped. */
const BUDGET_MS = 50_000
export const maxDuration = 60

const dispatch = invoicesApi.route({
  summary: 'Send the webhooks that are due',
  operator: 'cron',
  response: z.strictObject({
    /** How many were tried; what came of each shows in its delivery. */
    tried: z.int(),
  }),
  async handler({ app }) {
    return runDispatch(app, BUDGET_MS)
  },
})

/** Vercel's cron sends GET, others what they like. */
export const GET = dispatch
export const POST = dispatch

export const { PUT, PATCH, DELETE, OPTIONS } = invoicesApi.others({ GET, POST })
