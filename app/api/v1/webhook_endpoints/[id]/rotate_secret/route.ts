import { z } from 'zod'
import { idParam } from '@/lib/http/fields'
import { sessionsApi } from '@/lib/http/sessions/api'
import { presentCreatedEndpoint } from '@/lib/http/sessions/presentEndpoint'
import { createdEndpoint, rotateSecretBody } from '@/lib/http/sessions/webhookSchemas'
import { through } from '@/lib/services/webhooks/endpointActor'
import { rotateSecret, SECRET_OVERLAP_SECONDS } from '@/lib/services/webhooks/rotateSecret'

export const POST = sessionsApi.route({
  summary: 'Replace the secret; the one before it signs beside it for a while',
  scopes: ['webhooks:write'],
  limit: 'webhook_management',
  idempotent: true,
  secret: true,
  params: z.object({ id: idParam }),
  body: rotateSecretBody,
  example: { overlap: 86400 },
  bodyOptional: true,
  response: createdEndpoint,
  async handler({ ctx, actor, params: { id }, body }) {
    const { view } = await rotateSecret(ctx, through('sessions', actor), id, {
      secret: null,
      overlapSeconds: body.overlap ?? SECRET_OVERLAP_SECONDS,
    })
    return presentCreatedEndpoint(view.endpoint, ctx.secrets)
  },
})

export const { GET, PUT, PATCH, DELETE, OPTIONS } = sessionsApi.others({ POST })
