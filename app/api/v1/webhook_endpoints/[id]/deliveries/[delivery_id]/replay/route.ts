import { z } from 'zod'
import { idParam } from '@/lib/http/fields'
import { sessionsApi } from '@/lib/http/sessions/api'
import { presentDelivery } from '@/lib/http/sessions/presentEndpoint'
import { deliveryAnswer } from '@/lib/http/sessions/webhookSchemas'
import { through } from '@/lib/services/webhooks/endpointActor'
import { resendDelivery } from '@/lib/services/webhooks/resendDelivery'

export const POST = sessionsApi.route({
  summary: 'Send a webhook again, with the same id and the same bytes and all its tries anew',
  scopes: ['webhooks:write'],
  limit: 'webhook_management',
  idempotent: true,
  params: z.object({ id: idParam, delivery_id: idParam }),
  body: z.object({}),
  bodyOptional: true,
  response: deliveryAnswer,
  status: 202,
  errors: ['WEBHOOK_ENDPOINT_DISABLED'],
  async handler({ ctx, actor, params }) {
    const asker = through('sessions', actor)
    const { delivery } = await resendDelivery(ctx, asker, params.delivery_id, { endpointId: params.id })
    return presentDelivery(delivery)
  },
})

export const { GET, PUT, PATCH, DELETE, OPTIONS } = sessionsApi.others({ POST })
