import { DomainError } from '@/lib/domain/errors'
import type { Actor, ServiceContext } from '../context'
import { unpaidFees } from './unpaidFees'

/**
 * Throws BILLING_PAST_DUE where a merchant owes the platform more than the operator lets stand, so that no new live invoice is made. Nothing is
 * asked where the operator has set no limit. The limit bounds what there is to add up.
 */
export async function assertFeesPaid(
  ctx: ServiceContext,
  { merchantId, mode }: Pick<Actor, 'merchantId' | 'mode'>,
): Promise<void> {
  const limit = ctx.policy.unpaidFeesBlockFromMinor
  if (limit === null || mode !== 'live') return
  if ((await unpaidFees(ctx, merchantId)).amountMinor < limit) return
  throw new DomainError(
    'BILLING_PAST_DUE',
    'Billing blocked invoice creation: Past-due billing invoice must be paid first.',
  )
}
