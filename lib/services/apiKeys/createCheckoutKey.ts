import { activeKeysOfForm, lockApiKeys, type ApiKeyRow } from '@/db/queries/apiKeys'
import { KEY_FORMS } from '@/lib/auth/keyForms'
import type { KeyHasher } from '@/lib/auth/keyHasher'
import { DomainError } from '@/lib/domain/errors'
import type { Actor, ServiceContext } from '../context'
import { inTransaction } from '../transaction'
import { assertMayGrant, heldBy } from './holder'
import { issueApiKey } from './issueApiKey'
import { keysOf } from './scope'

/** Document 000: so many may be active at once, whatever the plan says. */
const MOST_CHECKOUT_KEYS = 3
export const CHECKOUT_FORM = 'fc_live'

/**
 * Makes a key of document 000 (`fc_live_`) and shows it once. It lives as long as what made it (Q3). Throws API_KEYS_FULL where there are
 * three, however many are asked for at once, RIGHTS_EXCEEDED, NOT_PERMITTED.
 */
export async function createCheckoutKey(
  ctx: ServiceContext,
  actor: Actor,
  label: string,
  hasher: KeyHasher,
): Promise<{ row: ApiKeyRow; key: string }> {
  const { until: expiresAt } = heldBy(actor)
  const { mode, scopes } = KEY_FORMS[CHECKOUT_FORM]
  assertMayGrant(actor, { form: CHECKOUT_FORM, scopes, expiresAt })
  return inTransaction(ctx, async (tx) => {
    const { merchantId } = actor
    await lockApiKeys(tx.db, merchantId)
    const active = await activeKeysOfForm(tx.db, keysOf(actor), CHECKOUT_FORM, tx.clock.now())
    if (active.length >= MOST_CHECKOUT_KEYS) {
      throw new DomainError(
        'API_KEYS_FULL',
        `Maximum of ${MOST_CHECKOUT_KEYS} active API keys reached: revoke one first`,
      )
    }
    return issueApiKey(
      tx,
      { merchantId, mode, form: CHECKOUT_FORM, name: label, scopes, expiresAt },
      hasher,
      actor,
    )
  })
}
