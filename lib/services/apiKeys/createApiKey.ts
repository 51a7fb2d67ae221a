import { countActiveApiKeys, lockApiKeys, type ApiKeyRow } from '@/db/queries/apiKeys'
import { findMerchant } from '@/db/queries/merchants'
import type { Mode } from '@/db/schema'
import { formFor, KEY_FORMS } from '@/lib/auth/keyForms'
import type { KeyHasher } from '@/lib/auth/keyHasher'
import type { Grant } from '@/lib/auth/scopes'
import { DomainError } from '@/lib/domain/errors'
import type { Actor, ServiceContext } from '../context'
import { assertWithinPlan } from '../merchants/assertWithinPlan'
import { inTransaction } from '../transaction'
import { assertMayGrant, heldBy } from './holder'
import { issueApiKey } from './issueApiKey'

export type CreateApiKeyInput = {
  name: string
  mode: Mode
  /** Null means all that the one who asks holds. */
  scopes: readonly Grant[] | null
  /** Null means as long as the one who asks. */
  expiresAt: Date | null
}

/**
 * Makes a key for whoever asks and shows it once (Q3). Its form follows from what it holds: one that can only work with
 * invoices, or only read analytics, says so in its prefix. Throws RIGHTS_EXCEEDED, PLAN_LIMIT_REACHED, VALIDATION_FAILED.
 */
export async function createApiKey(
  ctx: ServiceContext,
  actor: Actor,
  input: CreateApiKeyInput,
  hasher: KeyHasher,
): Promise<{ row: ApiKeyRow; key: string }> {
  const scopes = input.scopes ?? (heldBy(actor).scopes as readonly Grant[])
  const form = formFor(input.mode, scopes)
  const expiresAt = input.expiresAt ?? heldBy(actor).until
  if (expiresAt && expiresAt <= ctx.clock.now()) throw notInFuture()
  assertMayGrant(actor, { form, scopes, expiresAt })
  return inTransaction(ctx, async (tx) => {
    await assertRoomForKey(tx, actor.merchantId)
    const { merchantId } = actor
    const { mode } = KEY_FORMS[form]
    const wanted = { merchantId, mode, form, name: input.name, scopes, expiresAt }
    return issueApiKey(tx, wanted, hasher, actor)
  })
}

export function notInFuture(): DomainError {
  return new DomainError('VALIDATION_FAILED', 'expires_at: must be in the future', { field: 'expires_at' })
}

/** Two keys that are made at once must not both be the last one the plan allows. */
async function assertRoomForKey(ctx: ServiceContext, merchantId: string): Promise<void> {
  await lockApiKeys(ctx.db, merchantId)
  const merchant = await findMerchant(ctx.db, merchantId)
  if (!merchant) throw new DomainError('NOT_FOUND', 'Merchant not found')
  assertWithinPlan(merchant, 'apiKeys', await countActiveApiKeys(ctx.db, merchantId, ctx.clock.now()))
}
