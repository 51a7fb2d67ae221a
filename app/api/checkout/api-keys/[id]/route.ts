import { z } from 'zod'
import { checkoutApi } from '@/lib/http/checkout/api'
import { presentKey, revokedKeyAnswer } from '@/lib/http/checkout/apiKeySchemas'
import { idParam } from '@/lib/http/fields'
import { timestampOrNull } from '@/lib/http/time'
import { revokeCheckoutKey } from '@/lib/services/apiKeys/revokeCheckoutKey'

export const DELETE = checkoutApi.route({
  summary: 'Revoke an API key, at once and for good',
  scopes: ['api_keys:manage'],
  limit: 'key_management',
  params: z.object({ id: idParam }),
  response: revokedKeyAnswer,
  errors: ['NOT_PERMITTED'],
  async handler({ ctx, actor, params }) {
    const row = await revokeCheckoutKey(ctx, actor, params.id)
    return { ...presentKey(row), revokedAt: timestampOrNull(row.revokedAt) }
  },
})

export const { GET, POST, PUT, PATCH, OPTIONS } = checkoutApi.others({ DELETE })
