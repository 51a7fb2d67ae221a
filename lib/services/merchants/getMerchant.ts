import { countActiveApiKeys } from '@/db/queries/apiKeys'
import { logoOf, type Logo } from '@/db/queries/logos'
import { findMerchant, type MerchantRow } from '@/db/queries/merchants'
import { usageOf, type UsageTotals } from '@/db/queries/usage'
import { countEndpoints } from '@/db/queries/webhookEndpoints'
import { DomainError } from '@/lib/domain/errors'
import { PLAN_LIMITS, type PlanLimits } from '@/lib/domain/plans'
import { serverTime, type Actor, type ServiceContext } from '../context'
import { monthOf } from '../usage/month'

export type MerchantView = {
  merchant: MerchantRow
  logo: Logo | null
  limits: PlanLimits
  apiKeys: number
  /** This and what follows is of the actor's mode. */
  webhookEndpoints: number
  usage: UsageTotals
}

/** The actor's own merchant with what its plan allows and what of it is used. Throws NOT_FOUND. */
export async function getMerchant(ctx: ServiceContext, { merchantId, mode }: Actor): Promise<MerchantView> {
  const now = serverTime(ctx)
  const [merchant, logo, apiKeys, webhookEndpoints, usage] = await Promise.all([
    findMerchant(ctx.db, merchantId),
    logoOf(ctx.db, merchantId),
    countActiveApiKeys(ctx.db, merchantId, now),
    countEndpoints(ctx.db, { merchantId, mode }),
    usageOf(ctx.db, { merchantId, mode }, monthOf(now)),
  ])
  if (!merchant) throw new DomainError('NOT_FOUND', 'Merchant not found')
  return { merchant, logo, limits: PLAN_LIMITS[merchant.planType], apiKeys, webhookEndpoints, usage }
}
