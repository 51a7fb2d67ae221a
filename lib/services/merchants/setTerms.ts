import { findMerchant, updateMerchant, type MerchantRow } from '@/db/queries/merchants'
import { DomainError } from '@/lib/domain/errors'
import type { ServiceContext } from '../context'
import { inTransaction } from '../transaction'

/** What the operator alone decides about a merchant (D5); what is not named stays. */
export type MerchantTerms = Partial<Pick<MerchantRow, 'planType' | 'feeBps' | 'status'>>

/** A changed fee is in the addresses of later invoices; those that exist keep theirs. Throws NOT_FOUND. */
export async function setTerms(
  ctx: ServiceContext,
  merchantId: string,
  terms: MerchantTerms,
): Promise<MerchantRow> {
  return inTransaction(ctx, async ({ db, clock }) => {
    await updateMerchant(db, merchantId, { ...terms, updatedAt: clock.now() })
    const merchant = await findMerchant(db, merchantId)
    if (!merchant) throw new DomainError('NOT_FOUND', 'Merchant not found')
    return merchant
  })
}
