import { z } from 'zod'
import { idParam } from '@/lib/http/fields'
import { invoicesApi } from '@/lib/http/invoices/api'
import { presentDelivery } from '@/lib/http/invoices/presentEndpoint'
import { listedDelivery } from '@/lib/http/invoices/webhookSchemas'
import { resendDelivery } from '@/lib/services/webhooks/resendDelivery'
import { through } from '@/lib/services/webhooks/endpointActor'

export const POST = invoicesApi.route({
  summary: 'Send a webhook again, with the same id and the same bytes',
  scopes: ['webhooks:manage'],
  limit: 'webhook_management',
  idempotent: true,
  params: z.object({ id: idParam }),
  body: z.object({}),
  bodyOptional: true,
  response: listedDelivery,
  status: 202,
  errors: ['WEBHOOK_ENDPOINT_DISABLED'],
  async handler({ ctx, actor, params }) {
    const { delivery } = await resendDelivery(ctx, through('invoices', actor), params.id)
    return presentDelivery(delivery)
  },
})

export const { GET, PUT, PATCH, DELETE, OPTIONS } = invoicesApi.others({ POST })
