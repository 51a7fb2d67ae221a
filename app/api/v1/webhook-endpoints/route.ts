import { z } from 'zod'
import { invoicesApi } from '@/lib/http/invoices/api'
import { openCursor } from '@/lib/http/invoices/cursor'
import { NEW_WEBHOOK_ENDPOINT } from '@/lib/http/invoices/examples'
import { pageQuery } from '@/lib/http/invoices/listQuery'
import { presentPagination } from '@/lib/http/invoices/pagination'
import { presentCreatedEndpoint, presentEndpoint } from '@/lib/http/invoices/presentEndpoint'
import {
  createdEndpoint,
  createEndpointBody,
  endpointList,
  toCreateEndpointInput,
} from '@/lib/http/invoices/webhookSchemas'
import { createEndpoint } from '@/lib/services/webhooks/createEndpoint'
import { listEndpoints } from '@/lib/services/webhooks/listEndpoints'
import { through } from '@/lib/services/webhooks/endpointActor'

export const POST = invoicesApi.route({
  summary: 'Add a webhook endpoint',
  scopes: ['webhooks:manage'],
  limit: 'webhook_management',
  idempotent: true,
  secret: true,
  body: createEndpointBody,
  example: NEW_WEBHOOK_ENDPOINT,
  response: createdEndpoint,
  status: 201,
  errors: ['PLAN_LIMIT_REACHED'],
  async handler({ ctx, actor, body }) {
    const { view, madeSecret } = await createEndpoint(ctx, actor, toCreateEndpointInput(body))
    return presentCreatedEndpoint(view.endpoint, madeSecret)
  },
})

export const GET = invoicesApi.route({
  summary: 'List webhook endpoints, newest first',
  scopes: ['webhooks:manage'],
  limit: 'webhook_management',
  query: z.object(pageQuery),
  response: endpointList,
  async handler({ ctx, app, actor, query }) {
    const after = query.cursor === undefined ? null : openCursor(app, actor, query.cursor)
    const page = await listEndpoints(ctx, through('invoices', actor), { limit: query.limit, after })
    return {
      webhook_endpoints: page.endpoints.map(presentEndpoint),
      pagination: presentPagination(app, actor, { ...page, limit: query.limit }),
    }
  },
})

export const { PUT, PATCH, DELETE, OPTIONS } = invoicesApi.others({ GET, POST })
