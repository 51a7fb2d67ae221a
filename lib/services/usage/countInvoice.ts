import type { MerchantRow } from '@/db/queries/merchants'
import { countInvoice as count, lockUsage, usageOf } from '@/db/queries/usage'
import type { Mode } from '@/db/schema'
import { PLAN_LIMITS } from '@/lib/domain/plans'
import { serverTime, type ServiceContext } from '../context'
import { assertWithinPlan } from '../merchants/assertWithinPlan'
import { monthOf } from './month'

/** Creates that may be under way at once: only this near to the limit do they wait for each other. */
const NEAR = 500

/**
 * Counts an invoice in the transaction that makes it. Far from the plan's limit no two creates of a merchant wait for each
 * other (Q5); near it they do, so that the last one is the last. Throws PLAN_LIMIT_REACHED.
 */
export async function countInvoice(ctx: ServiceContext, merchant: MerchantRow, mode: Mode): Promise<void> {
  const scope = { merchantId: merchant.id, mode }
  const month = monthOf(serverTime(ctx))
  const before = await count(ctx.db, scope, month)
  if (before + NEAR < PLAN_LIMITS[merchant.planType].monthlyInvoices) return
  await lockUsage(ctx.db, scope)
  const { invoicesThisMonth } = await usageOf(ctx.db, scope, month)
  // This one is among them.
  assertWithinPlan(merchant, 'monthlyInvoices', invoicesThisMonth - 1)
}
