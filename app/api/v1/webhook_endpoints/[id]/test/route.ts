import { z } from 'zod'
import { idParam } from '@/lib/http/fields'
import { sessionsApi } from '@/lib/http/sessions/api'
import { presentEndpointTest } from '@/lib/http/sessions/presentEndpoint'
import { endpointTest } from '@/lib/http/sessions/webhookSchemas'
import { runEndpointTest } from '@/lib/server/testEndpoint'
import { through } from '@/lib/services/webhooks/endpointActor'

export const maxDuration = 30

export const POST = sessionsApi.route({
  summary: 'Send a made-up session.paid now, and say what the receiver answered',
  scopes: ['webhooks:write'],
  limit: 'webhook_management',
  idempotent: 'outside',
  params: z.object({ id: idParam }),
  body: z.object({}),
  bodyOptional: true,
  response: endpointTest,
  async handler({ ctx, app, actor, params: { id } }) {
    return presentEndpointTest(await runEndpointTest(app, ctx, through('sessions', actor), id))
  },
})

export const { GET, PUT, PATCH, DELETE, OPTIONS } = sessionsApi.others({ POST })
