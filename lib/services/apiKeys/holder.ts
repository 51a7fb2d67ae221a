import { KEY_FORMS, type KeyForm } from '@/lib/auth/keyForms'
import { covers } from '@/lib/auth/scopes'
import { DomainError } from '@/lib/domain/errors'
import { mustBeAllowed } from '../access'
import type { Actor } from '../context'

/** What a new or changed key would be able to do. */
export type Wanted = { form: KeyForm; scopes: readonly string[]; expiresAt: Date | null }

/**
 * Q3: nobody hands on more than they hold: no other scope, no longer life, with a test credential nothing live, and a
 * person nothing live that their role may not do. Throws RIGHTS_EXCEEDED, NOT_PERMITTED.
 */
export function assertMayGrant(actor: Actor, wanted: Wanted): void {
  const held = heldBy(actor)
  const { mode } = KEY_FORMS[wanted.form]
  if (mode === 'live') mustBeAllowed(actor, 'api_keys:manage_live')
  if (actor.mode === 'test' && mode === 'live') {
    throw exceeded('A test key cannot make or change a live one', 'key_type')
  }
  const excess = wanted.scopes.filter((scope) => !covers(held.scopes, scope))
  if (excess.length > 0) throw exceeded(`What asks does not itself hold ${excess.join(', ')}`, 'permissions')
  if (held.until && (!wanted.expiresAt || wanted.expiresAt > held.until)) {
    throw exceeded('A key cannot outlive what made it', 'expires_at')
  }
}

/** A person whose role may manage keys passes on all there is; whoever is neither person nor key passes on nothing. */
export function heldBy(actor: Actor): { scopes: readonly string[]; until: Date | null } {
  mustBeAllowed(actor, 'api_keys:manage')
  return actor.holds ?? { scopes: actor.role ? ['*'] : [], until: null }
}

function exceeded(message: string, field: string): DomainError {
  return new DomainError('RIGHTS_EXCEEDED', message, { field })
}
