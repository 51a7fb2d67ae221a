import { findApiKeyById, pageOfApiKeys, type ApiKeyRow } from '@/db/queries/apiKeys'
import { DomainError } from '@/lib/domain/errors'
import { mustBeAllowed } from '../access'
import type { Actor, ServiceContext } from '../context'
import { keysOf } from './scope'

type Position = { createdAt: Date; id: string }

/** One page of a merchant's keys, the newest first, ended ones included; none can be read back. */
export async function listApiKeys(
  ctx: ServiceContext,
  actor: Pick<Actor, 'merchantId' | 'mode' | 'role'>,
  page: { limit: number; after: Position | null },
): Promise<{ apiKeys: ApiKeyRow[]; total: number; next: Position | null }> {
  mustBeAllowed(actor, 'api_keys:manage')
  const { rows, total } = await pageOfApiKeys(ctx.db, keysOf(actor), page)
  const apiKeys = rows.slice(0, page.limit)
  const last = apiKeys.at(-1)
  return { apiKeys, total, next: rows.length > page.limit && last ? last : null }
}

/** One key by its id. Throws NOT_FOUND. */
export async function getApiKey(
  ctx: ServiceContext,
  actor: Pick<Actor, 'merchantId' | 'mode'>,
  id: string,
): Promise<ApiKeyRow> {
  const row = await findApiKeyById(ctx.db, keysOf(actor), id)
  if (!row) throw new DomainError('NOT_FOUND', 'There is no API key with this id')
  return row
}
