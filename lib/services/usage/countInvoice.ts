import type { MerchantRow } from '@/db/queries/merchants'
import { insertMade, invoicesMadeIn, lockUsage } from '@/db/queries/usage'
import { PLAN_LIMITS } from '@/lib/domain/plans'
import { tallyDifference } from '@/lib/domain/tally'
import type { ServiceContext } from '../context'
import { assertWithinPlan } from '../merchants/assertWithinPlan'
import type { InvoiceRow } from '../views'
import { monthOf } from './month'

/** Creates that may be under way at once: only this near to the limit do they wait for each other. */
const NEAR = 500

/**
 * Counts an invoice in the transaction that makes it. Far from the plan's limit no two creates of a merchant wait for each
 * other (Q5); near it they do, so that the last one is the last. A visit to a link needs room too, and takes none before it is paid
 * for. Throws PLAN_LIMIT_REACHED.
 */
export async function countInvoice(
  ctx: ServiceContext,
  merchant: MerchantRow,
  invoice: InvoiceRow,
): Promise<void> {
  const month = monthOf(invoice.createdAt)
  const lines = tallyDifference(null, { invoice, settlement: null })
  const before = await insertMade(ctx.db, invoice, lines, month)
  if (before + NEAR < PLAN_LIMITS[merchant.planType].monthlyInvoices) return
  await lockUsage(ctx.db, invoice)
  const made = await invoicesMadeIn(ctx.db, invoice, month)
  // This one is among them.
  assertWithinPlan(merchant, 'monthlyInvoices', invoice.byVisit ? made : made - 1)
}
