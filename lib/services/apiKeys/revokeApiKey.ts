import { updateApiKey, type ApiKeyRow } from '@/db/queries/apiKeys'
import { mustBeAllowed } from '../access'
import type { Actor, ServiceContext } from '../context'
import { getApiKey } from './listApiKeys'
import { keysOf } from './scope'

/**
 * Ends a key for good, and every token made with it. Each request looks its key up, so that it is over at once in every
 * process (Q3). A key that is revoked already stays as it was. Throws NOT_FOUND.
 */
export async function revokeApiKey(ctx: ServiceContext, actor: Actor, id: string): Promise<ApiKeyRow> {
  mustBeAllowed(actor, 'api_keys:manage')
  const row = await getApiKey(ctx, actor, id)
  if (row.revokedAt) return row
  return (await updateApiKey(ctx.db, keysOf(actor), id, { revokedAt: ctx.clock.now() })) ?? row
}
