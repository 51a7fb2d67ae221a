import { feesPaidThrough, insertFeePayment, unsplitFees } from '@/db/queries/feePayments'
import { lockMerchant } from '@/db/queries/merchants'
import { DomainError } from '@/lib/domain/errors'
import { newId } from '@/lib/ids'
import { OPERATOR, recordAudit } from '../audit/recordAudit'
import { serverTime, type ServiceContext } from '../context'
import type { Author } from '../events/recordEvents'
import { inTransaction } from '../transaction'

/**
 * The operator was paid a merchant's platform fees, of everything settled up to a moment. Returns what that was, in US cents. Throws NOT_FOUND;
 * VALIDATION_FAILED for a moment that is ahead, or not after the last one.
 */
export async function recordFeesPaid(
  ctx: ServiceContext,
  merchantId: string,
  { through, note }: { through: Date; note: string },
  author: Author = OPERATOR,
): Promise<bigint> {
  return inTransaction(ctx, async (tx) => {
    if (!(await lockMerchant(tx.db, merchantId))) throw new DomainError('NOT_FOUND', 'Merchant not found')
    const after = await feesPaidThrough(tx.db, merchantId)
    const now = serverTime(tx)
    if (through > now || (after !== null && through <= after)) {
      throw new DomainError('VALIDATION_FAILED', 'through: must be after the last time, and not ahead', {
        field: 'through',
      })
    }
    const amountMinor = await unsplitFees(tx.db, merchantId, { after, through })
    const id = newId('fee', now)
    await insertFeePayment(tx.db, { id, merchantId, paidThrough: through, amountMinor, note, createdAt: now })
    await recordAudit(
      tx,
      { ...author, merchantId, mode: 'live' },
      {
        action: 'merchant.fees_paid',
        subject: merchantId,
        changes: { through: through.toISOString(), amount_minor: amountMinor.toString(), note },
      },
    )
    return amountMinor
  })
}
