import { findMerchant, lockMerchant, updateMerchant, type MerchantRow } from '@/db/queries/merchants'
import { DomainError } from '@/lib/domain/errors'
import { changesOf } from '../audit/changesOf'
import { OPERATOR, recordAudit } from '../audit/recordAudit'
import type { ServiceContext } from '../context'
import type { Author } from '../events/recordEvents'
import { inTransaction } from '../transaction'

/** What the operator alone decides about a merchant (D5); what is not named stays. */
export type MerchantTerms = Partial<Pick<MerchantRow, 'planType' | 'feeBps' | 'status'>>

/** A changed fee is in the addresses of later invoices; those that exist keep theirs. Throws NOT_FOUND. */
export async function setTerms(
  ctx: ServiceContext,
  merchantId: string,
  terms: MerchantTerms,
  author: Author = OPERATOR,
): Promise<MerchantRow> {
  return inTransaction(ctx, async (tx) => {
    const before = await lockMerchant(tx.db, merchantId)
    if (!before) throw new DomainError('NOT_FOUND', 'Merchant not found')
    await updateMerchant(tx.db, merchantId, { ...terms, updatedAt: tx.clock.now() })
    const merchant = (await findMerchant(tx.db, merchantId)) ?? before
    await recordAudit(
      tx,
      { ...author, merchantId, mode: null },
      {
        action: 'merchant.terms_changed',
        subject: merchantId,
        changes: changesOf(before, merchant, ['planType', 'feeBps', 'status']),
      },
    )
    return merchant
  })
}
