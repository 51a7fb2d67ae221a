import { z } from 'zod'
import { MODES } from '@/db/schema'
import { SCOPES, type Grant } from '@/lib/auth/scopes'
import { KEY_STATUSES } from '@/lib/services/apiKeys/keyStatus'
import { futureTime, text } from '../fields'
import { pagination } from './pagination'

const time = z.iso.datetime()

const grant = z.enum(['*', ...SCOPES] as [Grant, ...Grant[]], { error: 'is no permission' })
const permissions = z
  .array(grant, { error: 'must be a list of permissions' })
  .min(1, { error: 'must name at least one permission' })
  .max(SCOPES.length + 1)
  .transform((list) => [...new Set(list)])

export const createApiKeyBody = z.object({
  name: text(1, 100),
  key_type: z
    .enum(MODES, { error: 'must be live or test' })
    .nullish()
    .describe('The mode of the key that asks, unless said'),
  permissions: permissions.nullish().describe('All that the key that asks holds, unless said'),
  expires_at: futureTime.nullish(),
})

export const changeApiKeyBody = z.object({
  name: text(1, 100).optional(),
  permissions: permissions.optional(),
  expires_at: futureTime.nullish(),
})

const fields = {
  id: z.string(),
  name: z.string(),
  key_type: z.enum(MODES),
  /** The first characters, to tell keys apart. */
  key_prefix: z.string(),
  permissions: z.array(grant),
  status: z.enum(KEY_STATUSES),
  expires_at: time.nullable(),
  /** To within five minutes. */
  last_used_at: time.nullable(),
  created_at: time,
}

export const apiKeyAnswer = z.strictObject(fields)

/** The only answer that ever holds the key itself. */
export const createdApiKey = z.strictObject({ ...fields, key: z.string() })

export const apiKeyList = z.strictObject({ api_keys: z.array(apiKeyAnswer), pagination })
