import { roleMay, type Permission } from '@/lib/domain/access'
import { DomainError } from '@/lib/domain/errors'
import type { Actor, Clock } from './context'

/** How recently a person must have given their password (F4). */
const CONFIRMED_WITHIN_MS = 10 * 60_000

/**
 * Throws NOT_PERMITTED when a person's role does not hold the permission. An API key has no role: the pipeline has checked
 * its scopes before a service is called.
 */
export function mustBeAllowed(actor: Pick<Actor, 'role'>, permission: Permission): void {
  if (actor.role !== undefined && !roleMay(actor.role, permission)) {
    throw new DomainError('NOT_PERMITTED', `The role ${actor.role} may not do this`, {
      constraints: { permission },
    })
  }
}

/**
 * Throws NOT_PERMITTED for whoever does not run this instance (L2): what is the instance's own belongs to no merchant, and being a
 * merchant's owner does not show it.
 */
export function mustBeOperator(actor: Pick<Actor, 'operator'>): void {
  if (actor.operator !== true) {
    throw new DomainError('NOT_PERMITTED', 'This is for whoever runs the instance')
  }
}

/** F4: throws NOT_PERMITTED for whoever is no person, or has not given their password just now. */
export function mustHaveConfirmed(
  { clock }: { clock: Clock },
  { role, confirmedAt }: Pick<Actor, 'role' | 'confirmedAt'>,
): void {
  if (role === undefined) throw new DomainError('NOT_PERMITTED', 'Only the owner changes where money goes')
  const since = confirmedAt ? clock.now().getTime() - confirmedAt.getTime() : Infinity
  if (since > CONFIRMED_WITHIN_MS) {
    throw new DomainError('NOT_PERMITTED', 'Give your password again to change where money goes')
  }
}
