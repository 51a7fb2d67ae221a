import { z } from 'zod'
import { idParam } from '@/lib/http/fields'
import { invoicesApi } from '@/lib/http/invoices/api'
import { presentEndpoint } from '@/lib/http/invoices/presentEndpoint'
import {
  changeEndpointBody,
  deletedEndpoint,
  listedEndpoint,
  toEndpointChange,
} from '@/lib/http/invoices/webhookSchemas'
import { timestamp } from '@/lib/http/time'
import { changeEndpoint } from '@/lib/services/webhooks/changeEndpoint'
import { deleteEndpoint } from '@/lib/services/webhooks/deleteEndpoint'
import { getEndpoint } from '@/lib/services/webhooks/getEndpoint'
import { through } from '@/lib/services/webhooks/endpointActor'

const params = z.object({ id: idParam })

export const GET = invoicesApi.route({
  summary: 'Read a webhook endpoint',
  scopes: ['webhooks:manage'],
  limit: 'webhook_management',
  params,
  response: listedEndpoint,
  async handler({ ctx, actor, params: { id } }) {
    return presentEndpoint(await getEndpoint(ctx, through('invoices', actor), id))
  },
})

export const PATCH = invoicesApi.route({
  summary: 'Change a webhook endpoint, disable it or enable it again',
  scopes: ['webhooks:manage'],
  limit: 'webhook_management',
  params,
  body: changeEndpointBody,
  example: { events: ['*'], enabled: true },
  response: listedEndpoint,
  async handler({ ctx, actor, params: { id }, body }) {
    return presentEndpoint(await changeEndpoint(ctx, through('invoices', actor), id, toEndpointChange(body)))
  },
})

export const DELETE = invoicesApi.route({
  summary: 'Delete a webhook endpoint and what was still to go there',
  scopes: ['webhooks:manage'],
  limit: 'webhook_management',
  params,
  response: deletedEndpoint,
  async handler({ ctx, actor, params: { id } }) {
    const { deletedAt } = await deleteEndpoint(ctx, through('invoices', actor), id)
    return { id, status: 'deleted' as const, deleted_at: timestamp(deletedAt) }
  },
})

export const { POST, PUT, OPTIONS } = invoicesApi.others({ GET, PATCH, DELETE })
