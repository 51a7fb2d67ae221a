import { revokeApiKeysOf } from '@/db/queries/apiKeys'
import { merchantsOf } from '@/db/queries/users'
import { fieldsOf } from '../audit/changesOf'
import { recordAudit } from '../audit/recordAudit'
import type { Origin } from '../audit/recordOfPerson'
import type { ServiceContext } from '../context'

/**
 * Ends every key of an account that its owner claims by mail: whoever registered it holds them, and that may have been a stranger
 * who named the owner's address.
 */
export async function endKeysOfRegistration(
  ctx: ServiceContext,
  userId: string,
  origin: Origin,
): Promise<void> {
  const author = { ...origin, label: `user:${userId}`, requestId: null }
  for (const merchantId of await merchantsOf(ctx.db, userId)) {
    for (const key of await revokeApiKeysOf(ctx.db, merchantId, ctx.clock.now())) {
      await recordAudit(
        ctx,
        { ...author, merchantId, mode: key.mode },
        { action: 'api_key.revoked', subject: key.id, changes: fieldsOf(key, ['name', 'prefix']) },
      )
    }
  }
}
