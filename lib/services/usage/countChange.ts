import { insertTally } from '@/db/queries/rollups'
import { tallyDifference } from '@/lib/domain/tally'
import type { ServiceContext } from '../context'
import type { InvoiceRow, SettlementRow } from '../views'

type Rows = { invoice: InvoiceRow; settlement: SettlementRow | null }

/**
 * Adds to the merchant's sums by how much an invoice and its settlement count differently now: payments, adjustments, reversals
 * and refunds are one rule (Q5). The caller holds the invoice's lock, and `before` is as the last call here left it.
 */
export async function countChange(ctx: ServiceContext, before: Rows, after: Rows): Promise<void> {
  await insertTally(ctx.db, after.invoice, tallyDifference(before, after))
}
