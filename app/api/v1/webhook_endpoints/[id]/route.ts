import { z } from 'zod'
import { idParam } from '@/lib/http/fields'
import { sessionsApi } from '@/lib/http/sessions/api'
import { presentEndpoint } from '@/lib/http/sessions/presentEndpoint'
import { changeEndpointBody, endpointAnswer, toEndpointChange } from '@/lib/http/sessions/webhookSchemas'
import { changeEndpoint } from '@/lib/services/webhooks/changeEndpoint'
import { deleteEndpoint } from '@/lib/services/webhooks/deleteEndpoint'
import { through } from '@/lib/services/webhooks/endpointActor'
import { getEndpoint } from '@/lib/services/webhooks/getEndpoint'

const params = z.object({ id: idParam })

export const GET = sessionsApi.route({
  summary: 'Get a webhook endpoint of checkout sessions',
  scopes: ['webhooks:read'],
  limit: 'webhook_management',
  params,
  response: endpointAnswer,
  async handler({ ctx, actor, params: { id } }) {
    const { endpoint } = await getEndpoint(ctx, through('sessions', actor), id)
    return presentEndpoint(endpoint, ctx.secrets)
  },
})

export const PATCH = sessionsApi.route({
  summary: 'Change a webhook endpoint of checkout sessions, switch it off or on',
  scopes: ['webhooks:write'],
  limit: 'webhook_management',
  idempotent: true,
  params,
  body: changeEndpointBody,
  example: { active: true },
  response: endpointAnswer,
  async handler({ ctx, actor, params: { id }, body }) {
    const { endpoint } = await changeEndpoint(ctx, through('sessions', actor), id, toEndpointChange(body))
    return presentEndpoint(endpoint, ctx.secrets)
  },
})

export const DELETE = sessionsApi.route({
  summary: 'Delete a webhook endpoint of checkout sessions and what was still to go there',
  scopes: ['webhooks:write'],
  limit: 'webhook_management',
  idempotent: true,
  params,
  response: endpointAnswer,
  async handler({ ctx, actor, params: { id } }) {
    const { endpoint } = await deleteEndpoint(ctx, through('sessions', actor), id)
    return presentEndpoint(endpoint, ctx.secrets)
  },
})

export const { POST, PUT, OPTIONS } = sessionsApi.others({ GET, PATCH, DELETE })
