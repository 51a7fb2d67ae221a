import type { z } from 'zod'
import type { Grant } from '@/lib/auth/scopes'
import type { ApiKeyRow } from '@/db/queries/apiKeys'
import { keyStatus } from '@/lib/services/apiKeys/keyStatus'
import { timestamp, timestampOrNull } from '../time'
import type { apiKeyAnswer } from './apiKeySchemas'

/** A key as its merchant sees it; the key itself is not there to be shown. */
export function presentApiKey(row: ApiKeyRow, now: Date): z.output<typeof apiKeyAnswer> {
  return {
    id: row.id,
    name: row.name,
    key_type: row.mode,
    key_prefix: row.prefix,
    permissions: row.scopes as Grant[],
    status: keyStatus(row, now),
    expires_at: timestampOrNull(row.expiresAt),
    last_used_at: timestampOrNull(row.lastUsedAt),
    created_at: timestamp(row.createdAt),
  }
}
