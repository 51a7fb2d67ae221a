import { methodsOf } from '@/db/queries/paymentMethods'
import { DomainError } from '@/lib/domain/errors'
import type { Actor, ServiceContext } from '../context'

/**
 * For what both modes share, such as a merchant's tolerance: while the merchant can be paid for real, a test key, which lies in
 * more hands, changes nothing of it. Throws RIGHTS_EXCEEDED.
 */
export async function mustReachLive(
  ctx: ServiceContext,
  { merchantId, mode, role }: Pick<Actor, 'merchantId' | 'mode' | 'role'>,
): Promise<void> {
  if (role !== undefined || mode === 'live') return
  const live = await methodsOf(ctx.db, { merchantId, mode: 'live' })
  if (live.length === 0) return
  throw new DomainError(
    'RIGHTS_EXCEEDED',
    'Live payments follow this too, so that a test key may not change it',
  )
}
