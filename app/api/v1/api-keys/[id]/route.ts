import { z } from 'zod'
import { idParam } from '@/lib/http/fields'
import { invoicesApi } from '@/lib/http/invoices/api'
import { apiKeyAnswer, changeApiKeyBody } from '@/lib/http/invoices/apiKeySchemas'
import { presentApiKey } from '@/lib/http/invoices/presentApiKey'
import { changeApiKey } from '@/lib/services/apiKeys/changeApiKey'
import { getApiKey } from '@/lib/services/apiKeys/listApiKeys'
import { revokeApiKey } from '@/lib/services/apiKeys/revokeApiKey'

const params = z.object({ id: idParam })
const response = apiKeyAnswer

export const GET = invoicesApi.route({
  summary: 'Read an API key',
  scopes: ['api_keys:manage'],
  limit: 'key_management',
  params,
  response,
  async handler({ ctx, actor, params: { id } }) {
    return presentApiKey(await getApiKey(ctx, actor, id), ctx.clock.now())
  },
})

export const PATCH = invoicesApi.route({
  summary: 'Rename an API key, or change what it may do and how long',
  scopes: ['api_keys:manage'],
  limit: 'key_management',
  params,
  body: changeApiKeyBody,
  example: { name: 'Shop, new server', permissions: ['invoices:create'] },
  response,
  errors: ['RIGHTS_EXCEEDED', 'API_KEY_ENDED'],
  async handler({ ctx, actor, params: { id }, body }) {
    const change = { name: body.name, scopes: body.permissions, expiresAt: body.expires_at }
    return presentApiKey(await changeApiKey(ctx, actor, id, change), ctx.clock.now())
  },
})

export const DELETE = invoicesApi.route({
  summary: 'Revoke an API key, and every token made with it, at once',
  scopes: ['api_keys:manage'],
  limit: 'key_management',
  params,
  response,
  async handler({ ctx, actor, params: { id } }) {
    return presentApiKey(await revokeApiKey(ctx, actor, id), ctx.clock.now())
  },
})

export const { POST, PUT, OPTIONS } = invoicesApi.others({ GET, PATCH, DELETE })
