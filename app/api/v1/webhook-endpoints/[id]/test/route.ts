import { z } from 'zod'
import { idParam } from '@/lib/http/fields'
import { invoicesApi } from '@/lib/http/invoices/api'
import { presentEndpointTest } from '@/lib/http/invoices/presentWebhookTest'
import { endpointTest } from '@/lib/http/invoices/webhookSchemas'
import { runEndpointTest } from '@/lib/server/testEndpoint'
import { through } from '@/lib/services/webhooks/endpointActor'

export const maxDuration = 30

export const POST = invoicesApi.route({
  summary: 'Send a signed test event now, and say what the receiver answered',
  scopes: ['webhooks:manage'],
  limit: 'webhook_management',
  params: z.object({ id: idParam }),
  body: z.object({}),
  bodyOptional: true,
  response: endpointTest,
  async handler({ ctx, app, actor, params: { id } }) {
    return presentEndpointTest(await runEndpointTest(app, ctx, through('invoices', actor), id))
  },
})

export const { GET, PUT, PATCH, DELETE, OPTIONS } = invoicesApi.others({ POST })
