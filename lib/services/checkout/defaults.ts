import { findCheckoutConfig } from '@/db/queries/checkoutConfigs'
import { DEFAULT_TIMING, type DefaultTiming } from '@/lib/domain/paymentTiming'
import type { Actor, ServiceContext } from '../context'

/** What an invoice gets that a request leaves out. */
export type CheckoutDefaults = {
  timing: DefaultTiming
  issuedBy: string | null
  redirectUrl: string | null
}

/** The merchant's own defaults in document 000; the document's where they have none. */
export async function checkoutDefaults(
  ctx: ServiceContext,
  actor: Pick<Actor, 'merchantId' | 'mode'>,
): Promise<CheckoutDefaults> {
  const config = await findCheckoutConfig(ctx.db, actor)
  return {
    timing: config?.defaultPaymentTiming ?? DEFAULT_TIMING,
    issuedBy: config?.invoiceIssuerName ?? null,
    redirectUrl: config?.redirectUrl ?? null,
  }
}
