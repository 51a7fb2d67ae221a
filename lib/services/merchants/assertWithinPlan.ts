import type { MerchantRow } from '@/db/queries/merchants'
import { DomainError } from '@/lib/domain/errors'
import { PLAN_LIMITS, type PlanLimits } from '@/lib/domain/plans'

const NAMES: Record<keyof PlanLimits, { what: string; constraint: string }> = {
  apiKeys: { what: 'API keys', constraint: 'max_api_keys' },
  webhookEndpoints: { what: 'webhook endpoints', constraint: 'max_webhook_endpoints' },
  monthlyInvoices: { what: 'invoices a month', constraint: 'monthly_invoice_limit' },
}

/** Whether there is room for one more. Throws PLAN_LIMIT_REACHED with the limit and the plan. */
export function assertWithinPlan(
  merchant: Pick<MerchantRow, 'planType'>,
  limit: keyof PlanLimits,
  used: number,
): void {
  const most = PLAN_LIMITS[merchant.planType][limit]
  if (used < most) return
  const { what, constraint } = NAMES[limit]
  throw new DomainError('PLAN_LIMIT_REACHED', `The plan ${merchant.planType} allows ${most} ${what}`, {
    constraints: { [constraint]: most, used, plan_type: merchant.planType },
  })
}
