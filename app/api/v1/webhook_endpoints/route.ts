import { z } from 'zod'
import { sessionsApi } from '@/lib/http/sessions/api'
import { pageQuery, presentPage, toPage } from '@/lib/http/sessions/page'
import { presentCreatedEndpoint, presentEndpoint } from '@/lib/http/sessions/presentEndpoint'
import {
  createdEndpoint,
  createEndpointBody,
  endpointList,
  toCreateEndpointInput,
} from '@/lib/http/sessions/webhookSchemas'
import { createEndpoint } from '@/lib/services/webhooks/createEndpoint'
import { through } from '@/lib/services/webhooks/endpointActor'
import { listEndpointPage } from '@/lib/services/webhooks/listEndpointPage'

export const POST = sessionsApi.route({
  summary: 'Add a webhook endpoint for what happens to checkout sessions',
  scopes: ['webhooks:write'],
  limit: 'webhook_management',
  idempotent: true,
  secret: true,
  body: createEndpointBody,
  example: { url: 'https://merchant.com/webhook', events: ['session.paid', 'session.expired'] },
  response: createdEndpoint,
  status: 201,
  errors: ['PLAN_LIMIT_REACHED'],
  async handler({ ctx, actor, body }) {
    const { view } = await createEndpoint(ctx, actor, toCreateEndpointInput(body))
    return presentCreatedEndpoint(view.endpoint, ctx.secrets)
  },
})

export const GET = sessionsApi.route({
  summary: 'List the webhook endpoints of checkout sessions, newest first',
  scopes: ['webhooks:read'],
  limit: 'webhook_management',
  query: z.object(pageQuery),
  response: endpointList,
  async handler({ ctx, actor, query }) {
    const page = await listEndpointPage(ctx, through('sessions', actor), toPage(query))
    return presentPage(page, ({ endpoint }) => presentEndpoint(endpoint, ctx.secrets))
  },
})

export const { PUT, PATCH, DELETE, OPTIONS } = sessionsApi.others({ GET, POST })
