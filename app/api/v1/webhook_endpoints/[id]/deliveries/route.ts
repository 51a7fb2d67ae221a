import { z } from 'zod'
import { idParam } from '@/lib/http/fields'
import { sessionsApi } from '@/lib/http/sessions/api'
import { presentPage, toPage } from '@/lib/http/sessions/page'
import { presentDelivery } from '@/lib/http/sessions/presentEndpoint'
import { deliveriesQuery, deliveryList, toStatus } from '@/lib/http/sessions/webhookSchemas'
import { through } from '@/lib/services/webhooks/endpointActor'
import { listDeliveryPage } from '@/lib/services/webhooks/listDeliveryPage'

export const GET = sessionsApi.route({
  summary: 'List what was sent to a webhook endpoint of checkout sessions, newest first',
  scopes: ['webhooks:read'],
  limit: 'lists',
  params: z.object({ id: idParam }),
  query: deliveriesQuery,
  response: deliveryList,
  async handler({ ctx, actor, params: { id }, query }) {
    const page = await listDeliveryPage(ctx, through('sessions', actor), {
      ...toPage(query),
      endpointId: id,
      status: query.status === undefined ? null : toStatus(query.status),
    })
    return presentPage(page, presentDelivery)
  },
})

export const { POST, PUT, PATCH, DELETE, OPTIONS } = sessionsApi.others({ GET })
