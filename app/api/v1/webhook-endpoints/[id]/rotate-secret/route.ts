import { z } from 'zod'
import { idParam } from '@/lib/http/fields'
import { invoicesApi } from '@/lib/http/invoices/api'
import { presentEndpoint } from '@/lib/http/invoices/presentEndpoint'
import { listedEndpoint, rotateSecretBody } from '@/lib/http/invoices/webhookSchemas'
import { rotateSecret, SECRET_OVERLAP_SECONDS } from '@/lib/services/webhooks/rotateSecret'
import { through } from '@/lib/services/webhooks/endpointActor'

export const POST = invoicesApi.route({
  summary: 'Replace the secret; the one before it signs beside it for a while',
  scopes: ['webhooks:manage'],
  limit: 'webhook_management',
  idempotent: true,
  secret: true,
  params: z.object({ id: idParam }),
  body: rotateSecretBody,
  example: { overlap: 86400 },
  bodyOptional: true,
  response: listedEndpoint,
  async handler({ ctx, actor, params: { id }, body }) {
    const { view, madeSecret } = await rotateSecret(ctx, through('invoices', actor), id, {
      secret: body.secret ?? null,
      overlapSeconds: body.overlap ?? SECRET_OVERLAP_SECONDS,
    })
    const shown = presentEndpoint(view)
    return { ...shown, secret: madeSecret ?? shown.secret }
  },
})

export const { GET, PUT, PATCH, DELETE, OPTIONS } = invoicesApi.others({ POST })
