import { revokeKeysUnderPepper, type ApiKeyRow } from '@/db/queries/apiKeys'
import { fieldsOf } from '../audit/changesOf'
import { OPERATOR, recordAudit } from '../audit/recordAudit'
import type { ServiceContext } from '../context'
import { inTransaction } from '../transaction'

/**
 * Ends every key that still lies under an old pepper, so that the pepper can be taken out and nobody is shown a key that opens nothing (L4). For the
 * operator: keys that were used since the rotation lie under the current one. Throws for the current pepper.
 */
export async function endKeysUnderPepper(
  ctx: ServiceContext,
  pepperId: string,
  currentId: string,
): Promise<ApiKeyRow[]> {
  if (pepperId === currentId) throw new Error(`${pepperId} is the pepper that new keys are made with`)
  return inTransaction(ctx, async (tx) => {
    const ended = await revokeKeysUnderPepper(tx.db, pepperId, tx.clock.now())
    for (const { merchantId, mode, id, ...key } of ended) {
      await recordAudit(
        tx,
        { ...OPERATOR, merchantId, mode },
        { action: 'api_key.revoked', subject: id, changes: fieldsOf(key, ['name', 'prefix']) },
      )
    }
    return ended
  })
}
