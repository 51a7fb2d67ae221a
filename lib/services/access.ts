import { roleMay, type Permission } from '@/lib/domain/access'
import { DomainError } from '@/lib/domain/errors'
import { methodsOf } from '@/db/queries/paymentMethods'
import type { Actor, ServiceContext } from './context'

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
 * For what both modes share, such as a merchant's tolerance: while the merchant can be paid for real, a test key, which lies in
 * more hands, changes nothing of it. Throws RIGHTS_EXCEEDED.
 */
export async function mustReachLive(ctx: ServiceContext, actor: Actor): Promise<void> {
  if (actor.role !== undefined || actor.mode === 'live') return
  const live = await methodsOf(ctx.db, { merchantId: actor.merchantId, mode: 'live' })
  if (live.length === 0) return
  throw new DomainError(
    'RIGHTS_EXCEEDED',
    'Live payments follow this too, so that a test key may not change it',
  )
}
