import { checkoutApi } from '@/lib/http/checkout/api'
import { rotateBody, rotatedAnswer } from '@/lib/http/checkout/configSchemas'
import { timestampOrNull } from '@/lib/http/time'
import { rotateConfigSecret } from '@/lib/services/checkoutConfig/rotateConfigSecret'
import { SECRET_OVERLAP_SECONDS } from '@/lib/services/webhooks/rotateSecret'

export const POST = checkoutApi.route({
  summary: 'Replace the webhook secret; the one before it signs beside it for a while',
  scopes: ['config:write'],
  limit: 'webhook_management',
  idempotent: true,
  secret: true,
  body: rotateBody,
  bodyOptional: true,
  example: { overlap: 86400 },
  response: rotatedAnswer,
  errors: ['NOT_FOUND', 'NOT_PERMITTED'],
  async handler({ ctx, actor, body }) {
    const overlap = body.overlap ?? SECRET_OVERLAP_SECONDS
    const { secret, previousUntil } = await rotateConfigSecret(ctx, actor, overlap)
    return { webhookSecret: secret, previousValidUntil: timestampOrNull(previousUntil) }
  },
})

export const { GET, PUT, PATCH, DELETE, OPTIONS } = checkoutApi.others({ POST })
