import { ASKS_NOTHING } from '@/lib/domain/paymentLink'
import type { LinkInput } from '@/lib/services/links/input'
import type { SessionInput } from '@/lib/services/sessions/input'

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

/** A session over 16.49 USD of its own; of a link where one is named. */
export function sessionInput(change: Partial<SessionInput> = {}): SessionInput {
  return {
    linkId: null,
    amount: change.linkId ? null : { hundredths: 1649n, currency: 'USD' },
    title: null,
    description: null,
    metadata: null,
    successUrl: null,
    cancelUrl: null,
    visit: null,
    customer: { email: null, name: null, note: null },
    ...change,
  }
}
