import type { ApiKeyRow } from '@/db/queries/apiKeys'
import { DomainError } from '@/lib/domain/errors'
import type { Actor, ServiceContext } from '../context'
import { listCheckoutKeys } from './listCheckoutKeys'
import { revokeApiKey } from './revokeApiKey'

/** Ends an active key of document 000 for good, at once. Throws NOT_FOUND for any other. */
export async function revokeCheckoutKey(ctx: ServiceContext, actor: Actor, id: string): Promise<ApiKeyRow> {
  const active = await listCheckoutKeys(ctx, actor)
  if (!active.some((key) => key.id === id)) throw new DomainError('NOT_FOUND', 'API key not found')
  return revokeApiKey(ctx, actor, id)
}
