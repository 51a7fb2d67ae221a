import { z } from 'zod'
import { createKeyHasher } from '@/lib/auth/keyHasher'
import { invoicesApi } from '@/lib/http/invoices/api'
import { apiKeyList, createApiKeyBody, createdApiKey } from '@/lib/http/invoices/apiKeySchemas'
import { openCursor } from '@/lib/http/invoices/cursor'
import { pageQuery } from '@/lib/http/invoices/listQuery'
import { presentPagination } from '@/lib/http/invoices/pagination'
import { presentApiKey } from '@/lib/http/invoices/presentApiKey'
import { createApiKey } from '@/lib/services/apiKeys/createApiKey'
import { listApiKeys } from '@/lib/services/apiKeys/listApiKeys'

export const POST = invoicesApi.route({
  summary: 'Make an API key, which is shown this once',
  scopes: ['api_keys:manage'],
  limit: 'key_management',
  idempotent: true,
  secret: true,
  body: createApiKeyBody,
  example: { name: 'Shop', permissions: ['invoices:create', 'invoices:read'] },
  response: createdApiKey,
  status: 201,
  errors: ['RIGHTS_EXCEEDED', 'PLAN_LIMIT_REACHED'],
  async handler({ ctx, app, actor, body }) {
    const { row, key } = await createApiKey(
      ctx,
      actor,
      {
        name: body.name,
        mode: body.key_type ?? actor.mode,
        scopes: body.permissions ?? null,
        expiresAt: body.expires_at ?? null,
      },
      createKeyHasher(app.env.apiKeyPeppers),
    )
    return { ...presentApiKey(row, ctx.clock.now()), key }
  },
})

export const GET = invoicesApi.route({
  summary: 'List API keys, newest first',
  scopes: ['api_keys:manage'],
  limit: 'key_management',
  query: z.object(pageQuery),
  response: apiKeyList,
  async handler({ ctx, app, actor, query }) {
    const after = query.cursor === undefined ? null : openCursor(app, actor, query.cursor)
    const page = await listApiKeys(ctx, actor, { limit: query.limit, after })
    return {
      api_keys: page.apiKeys.map((row) => presentApiKey(row, ctx.clock.now())),
      pagination: presentPagination(app, actor, { ...page, limit: query.limit }),
    }
  },
})

export const { PUT, PATCH, DELETE, OPTIONS } = invoicesApi.others({ GET, POST })
