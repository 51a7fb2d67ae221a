import { lockApiKey, updateApiKey, type ApiKeyRow } from '@/db/queries/apiKeys'
import { isKeyForm } from '@/lib/auth/keyForms'
import type { Grant } from '@/lib/auth/scopes'
import { DomainError } from '@/lib/domain/errors'
import { mustBeAllowed } from '../access'
import { changesOf } from '../audit/changesOf'
import { recordAudit } from '../audit/recordAudit'
import type { Actor, ServiceContext } from '../context'
import { inTransaction } from '../transaction'
import { notInFuture } from './createApiKey'
import { assertMayGrant } from './holder'
import { assertFormHolds } from './issueApiKey'
import { keyStatus } from './keyStatus'
import { keysOf } from './scope'

/** What is not named stays as it is. */
export type ApiKeyChange = { name?: string; scopes?: readonly Grant[]; expiresAt?: Date | null }

/**
 * Renames a key, or changes what it holds and how long: never to more than its form can hold, nor than the one who asks
 * holds (Q3). Tokens made with it follow at once. Throws NOT_FOUND, API_KEY_ENDED, RIGHTS_EXCEEDED, VALIDATION_FAILED.
 */
export async function changeApiKey(
  ctx: ServiceContext,
  actor: Actor,
  id: string,
  change: ApiKeyChange,
): Promise<ApiKeyRow> {
  mustBeAllowed(actor, 'api_keys:manage')
  return inTransaction(ctx, async (tx) => {
    const row = await lockApiKey(tx.db, keysOf(actor), id)
    if (!row || !isKeyForm(row.form)) {
      throw new DomainError('NOT_FOUND', 'There is no API key with this id')
    }
    const now = ctx.clock.now()
    const status = keyStatus(row, now)
    if (status !== 'active') throw new DomainError('API_KEY_ENDED', `This key is ${status} for good`)
    const { name = row.name, scopes = row.scopes, expiresAt = row.expiresAt } = change
    if (change.scopes || change.expiresAt !== undefined) {
      assertFormHolds(row.form, scopes)
      if (expiresAt && expiresAt <= now) throw notInFuture()
      assertMayGrant(actor, { form: row.form, scopes, expiresAt })
    }
    const set = { name, scopes: [...scopes], expiresAt }
    const changed = (await updateApiKey(tx.db, keysOf(actor), id, set)) ?? row
    await recordAudit(
      tx,
      { ...actor, mode: row.mode },
      {
        action: 'api_key.changed',
        subject: id,
        changes: changesOf(row, changed, ['name', 'scopes', 'expiresAt']),
      },
    )
    return changed
  })
}
