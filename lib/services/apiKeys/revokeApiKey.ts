import { lockApiKey, updateApiKey, type ApiKeyRow } from '@/db/queries/apiKeys'
import { DomainError } from '@/lib/domain/errors'
import { mustBeAllowed } from '../access'
import { fieldsOf } from '../audit/changesOf'
import { recordAudit } from '../audit/recordAudit'
import type { Actor, ServiceContext } from '../context'
import { inTransaction } from '../transaction'
import { keysOf } from './scope'

/**
 * Ends a key for good, and every token made with it. Each request looks its key up, so that it is over at once in every
 * process (Q3). A key that is revoked already stays as it was. Throws NOT_FOUND.
 */
export async function revokeApiKey(ctx: ServiceContext, actor: Actor, id: string): Promise<ApiKeyRow> {
  mustBeAllowed(actor, 'api_keys:manage')
  return inTransaction(ctx, async (tx) => {
    const row = await lockApiKey(tx.db, keysOf(actor), id)
    if (!row) throw new DomainError('NOT_FOUND', 'There is no API key with this id')
    if (row.revokedAt) return row
    const revoked = await updateApiKey(tx.db, keysOf(actor), id, { revokedAt: tx.clock.now() })
    await recordAudit(
      tx,
      { ...actor, mode: row.mode },
      { action: 'api_key.revoked', subject: id, changes: fieldsOf(row, ['name', 'prefix']) },
    )
    return revoked ?? row
  })
}
