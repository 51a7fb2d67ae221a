import { z } from 'zod'
import { idParam } from '@/lib/http/fields'
import { sessionsApi } from '@/lib/http/sessions/api'
import { pageQuery, presentPage, toPage } from '@/lib/http/sessions/page'
import { presentSession } from '@/lib/http/sessions/presentSession'
import {
  createSessionBody,
  NEW_SESSION,
  sessionAnswer,
  sessionList,
  toSessionInput,
} from '@/lib/http/sessions/sessionSchemas'
import { createSession } from '@/lib/services/sessions/createSession'
import { listSessions } from '@/lib/services/sessions/listSessions'

export const POST = sessionsApi.route({
  summary: 'Begin a checkout session, from a payment link or over an amount of its own',
  scopes: ['sessions:write'],
  limit: 'invoice_creation',
  idempotent: true,
  body: createSessionBody,
  example: NEW_SESSION,
  response: sessionAnswer,
  status: 201,
  errors: [
    'NOT_FOUND',
    'LINK_CLOSED',
    'INVALID_AMOUNT',
    'UNSUPPORTED_CURRENCY',
    'PAYMENT_METHOD_REQUIRED',
    'PAYMENT_METHOD_PAUSED',
    'RATE_UNAVAILABLE',
    'MERCHANT_INACTIVE',
    'BILLING_PAST_DUE',
    'PLAN_LIMIT_REACHED',
  ],
  async handler({ ctx, actor, body }) {
    return presentSession(await createSession(ctx, actor, toSessionInput(body)), ctx.policy)
  },
})

export const GET = sessionsApi.route({
  summary: 'List checkout sessions, newest first',
  scopes: ['sessions:read'],
  limit: 'lists',
  query: z.object({ ...pageQuery, linkId: idParam.optional() }),
  response: sessionList,
  async handler({ ctx, actor, query }) {
    const page = await listSessions(ctx, actor, { ...toPage(query), linkId: query.linkId ?? null })
    return presentPage(page, (view) => presentSession(view, ctx.policy))
  },
})

export const { PUT, PATCH, DELETE, OPTIONS } = sessionsApi.others({ GET, POST })
