import { ASKS_NOTHING } from '@/lib/domain/paymentLink'
import type { LinkInput } from '@/lib/services/links/input'

/** A link over 16.49 USD that asks nothing. */
export function linkInput(change: Partial<LinkInput> = {}): LinkInput {
  return {
    slug: null,
    title: 'House blend',
    description: null,
    amountHundredths: 1649n,
    currency: 'USD',
    customerChooses: false,
    minimumHundredths: null,
    maxUses: null,
    endsAt: null,
    asked: ASKS_NOTHING,
    successUrl: null,
    cancelUrl: null,
    active: true,
    ...change,
  }
}
