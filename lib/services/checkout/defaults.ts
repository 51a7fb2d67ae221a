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
  _ctx: ServiceContext,
  _actor: Pick<Actor, 'merchantId' | 'mode'>,
): Promise<CheckoutDefaults> {
  return { timing: DEFAULT_TIMING, issuedBy: null, redirectUrl: null }
}
