import { z } from 'zod'
import { createKeyHasher } from '@/lib/auth/keyHasher'
import { SCOPES } from '@/lib/auth/scopes'
import { createTokenSigner, MAX_TOKEN_SECONDS } from '@/lib/auth/tokens'
import { text, wholeNumber } from '@/lib/http/fields'
import { invoicesApi } from '@/lib/http/invoices/api'
import { RequestError } from '@/lib/http/requestError'
import { issueToken } from '@/lib/services/apiKeys/issueToken'
import { recognizeApiKey } from '@/lib/services/apiKeys/recognizeApiKey'

const DEFAULT_SECONDS = 3600

const scope = z.enum(SCOPES, { error: 'is no scope that a token can hold' })

export const POST = invoicesApi.route({
  summary: 'A token for some of what an API key holds, valid for a day at most and while the key is',
  public: true,
  body: z.object({
    grant_type: z.literal('api_key', { error: 'must be api_key' }),
    api_key: text(1, 4096),
    scope: z
      .array(scope, { error: 'must be a list of scopes' })
      .min(1, { error: 'must name at least one scope' })
      .max(SCOPES.length * 2)
      .transform((list) => [...new Set(list)])
      .nullish()
      .describe('All that the key holds, unless said'),
    expires_in: wholeNumber(1, MAX_TOKEN_SECONDS).nullish().describe('Seconds; an hour unless said'),
  }),
  example: {
    grant_type: 'api_key',
    api_key: '$KEY',
    scope: ['invoices:create', 'invoices:read'],
    expires_in: 3600,
  },
  response: z.strictObject({
    access_token: z.string(),
    token_type: z.literal('Bearer'),
    /** Seconds; fewer than asked where the key ends before. */
    expires_in: z.int(),
    scope: z.array(z.enum(SCOPES)),
  }),
  errors: ['UNAUTHENTICATED', 'RIGHTS_EXCEEDED'],
  async handler({ ctx, app, body, request }) {
    const key = await recognizeApiKey(ctx, body.api_key, createKeyHasher(app.env.apiKeyPeppers))
    if (!key) throw new RequestError('UNAUTHENTICATED', 'This API key is not valid', { field: 'api_key' })
    const input = { scopes: body.scope ?? null, seconds: body.expires_in ?? DEFAULT_SECONDS }
    const signer = createTokenSigner(app.env.jwtSecrets, app.env.publicUrl)
    const { token, seconds, scopes } = await issueToken(ctx, key, input, signer, request)
    return { access_token: token, token_type: 'Bearer' as const, expires_in: seconds, scope: [...scopes] }
  },
})

export const { GET, PUT, PATCH, DELETE, OPTIONS } = invoicesApi.others({ POST })
