import { feesPaidThrough, unsplitFees } from '@/db/queries/feePayments'
import type { ServiceContext } from '../context'

/** What a merchant owes the platform, US cents, and since when; on other rails the chain splits the fee off by itself (D5). */
export async function unpaidFees(
  { db }: Pick<ServiceContext, 'db'>,
  merchantId: string,
): Promise<{ amountMinor: bigint; since: Date | null }> {
  const since = await feesPaidThrough(db, merchantId)
  return { amountMinor: await unsplitFees(db, merchantId, { after: since, through: null }), since }
}
