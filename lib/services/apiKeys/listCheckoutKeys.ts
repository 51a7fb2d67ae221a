import { activeKeysOfForm, type ApiKeyRow } from '@/db/queries/apiKeys'
import { mustBeAllowed } from '../access'
import type { Actor, ServiceContext } from '../context'
import { CHECKOUT_FORM } from './createCheckoutKey'
import { keysOf } from './scope'

/** The merchant's active keys of document 000, the oldest first. */
export async function listCheckoutKeys(ctx: ServiceContext, actor: Actor): Promise<ApiKeyRow[]> {
  mustBeAllowed(actor, 'api_keys:manage')
  return activeKeysOfForm(ctx.db, keysOf(actor), CHECKOUT_FORM, ctx.clock.now())
}
