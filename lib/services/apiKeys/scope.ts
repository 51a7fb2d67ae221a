import type { ApiKeyScope } from '@/db/queries/apiKeys'
import type { Actor } from '../context'

/** Keys that an actor may see: a live one those of both modes, because making test keys is theirs too; a test one its own. */
export function keysOf(actor: Pick<Actor, 'merchantId' | 'mode'>): ApiKeyScope {
  return { merchantId: actor.merchantId, modes: actor.mode === 'live' ? ['live', 'test'] : ['test'] }
}
