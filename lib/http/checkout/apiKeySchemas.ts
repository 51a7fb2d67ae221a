import { z } from 'zod'
import type { ApiKeyRow } from '@/db/queries/apiKeys'
import { text } from '../fields'
import { timestamp, timestampOrNull } from '../time'

const time = z.iso.datetime()

export const newKeyBody = z.object({ label: text(1, 100) })

const fields = {
  id: z.string(),
  keyPrefix: z.string().describe('Its first twelve characters.'),
  label: z.string(),
  createdAt: time,
  expiresAt: time.nullable().describe('When it ends with the token that made it; null where a person did.'),
}

export const createdKeyAnswer = z.strictObject({
  ...fields,
  rawKey: z.string().describe('The key, which is shown this once.'),
})

const keyAnswer = z.strictObject({
  ...fields,
  lastUsedAt: time.nullable().describe('To within five minutes; null before its first use.'),
})

export const keyList = z.strictObject({ keys: z.array(keyAnswer).describe('Active ones, the oldest first.') })

export const revokedKeyAnswer = z.strictObject({
  ...fields,
  revokedAt: time.nullable().describe('Since then it opens nothing.'),
})

/** The fields that every answer has. */
export function presentKey(row: ApiKeyRow) {
  return {
    id: row.id,
    keyPrefix: row.prefix,
    label: row.name,
    createdAt: timestamp(row.createdAt),
    expiresAt: timestampOrNull(row.expiresAt),
  }
}

export function presentListedKey(row: ApiKeyRow): z.input<typeof keyAnswer> {
  return { ...presentKey(row), lastUsedAt: timestampOrNull(row.lastUsedAt) }
}
