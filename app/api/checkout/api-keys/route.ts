import { createKeyHasher } from '@/lib/auth/keyHasher'
import { checkoutApi } from '@/lib/http/checkout/api'
import {
  createdKeyAnswer,
  keyList,
  newKeyBody,
  presentKey,
  presentListedKey,
} from '@/lib/http/checkout/apiKeySchemas'
import { createCheckoutKey } from '@/lib/services/apiKeys/createCheckoutKey'
import { listCheckoutKeys } from '@/lib/services/apiKeys/listCheckoutKeys'

export const POST = checkoutApi.route({
  summary: 'Make an API key for creating and reading invoices, three at most; it is shown this once',
  scopes: ['api_keys:manage'],
  limit: 'key_management',
  idempotent: true,
  secret: true,
  body: newKeyBody,
  example: { label: 'Shop' },
  response: createdKeyAnswer,
  status: 201,
  errors: ['API_KEYS_FULL', 'RIGHTS_EXCEEDED', 'NOT_PERMITTED'],
  async handler({ ctx, app, actor, body }) {
    const { row, key } = await createCheckoutKey(
      ctx,
      actor,
      body.label,
      createKeyHasher(app.env.apiKeyPeppers),
    )
    return { ...presentKey(row), rawKey: key }
  },
})

export const GET = checkoutApi.route({
  summary: 'The active API keys, with their last use',
  scopes: ['api_keys:manage'],
  limit: 'key_management',
  response: keyList,
  errors: ['NOT_PERMITTED'],
  async handler({ ctx, actor }) {
    return { keys: (await listCheckoutKeys(ctx, actor)).map(presentListedKey) }
  },
})

export const { PUT, PATCH, DELETE, OPTIONS } = checkoutApi.others({ GET, POST })
