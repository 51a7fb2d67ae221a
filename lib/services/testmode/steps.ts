/** How much a step sends. */
export type PayAmount =
  | { of: 'rest' }
  /** A share of the whole, in hundredths of a percent. */
  | { of: 'share'; hundredths: bigint }
  /** Clearly more than is owed and tolerated. */
  | { of: 'excess' }
  /** Decimal text in the token that is sent. */
  | { of: 'exact'; text: string }

/** What can happen to a test invoice; each step takes place on the invoice's own clock. */
export type Step =
  /** `token` null is what the invoice asks for, `foreign` something on the network that it does not ask for. */
  | { type: 'pay'; amount: PayAmount; token: string | null | { foreign: true } }
  | { type: 'wait'; until: { ms: number } | 'expired' | 'confirmed' }
  /** The last blocks, or all from the last payment on; `again` mines what they held in the next block. */
  | { type: 'undo'; blocks: number | 'payment'; again: boolean }
  /** The merchant's wallet signs a prepared refund: the named one, or the oldest. */
  | { type: 'refund'; refund: string | null }
  /** From now on, without waiting for its end. */
  | { type: 'down'; ms: number }

export const TEST_PAYMENT_KINDS = ['exact', 'under', 'over', 'late', 'reverted', 'wrong_asset'] as const
export type TestPaymentKind = (typeof TEST_PAYMENT_KINDS)[number]

/** What a payment of a kind sends instead of what goes without saying: decimal text in a token, and the token. */
export type Given = { amount?: string | null; token?: string | null }

/** The steps behind each button. */
export function stepsOf(kind: TestPaymentKind, given: Given = {}): Step[] {
  const token = given.token ?? null
  const pay = (otherwise: PayAmount): Step => ({
    type: 'pay',
    amount: given.amount ? { of: 'exact', text: given.amount } : otherwise,
    token: kind === 'wrong_asset' ? (token ?? { foreign: true }) : token,
  })
  switch (kind) {
    case 'exact':
    case 'wrong_asset':
      return [pay({ of: 'rest' })]
    case 'under':
      return [pay({ of: 'share', hundredths: 60_00n })]
    case 'over':
      return [pay({ of: 'excess' })]
    case 'late':
      return [{ type: 'wait', until: 'expired' }, pay({ of: 'rest' })]
    case 'reverted':
      return [
        pay({ of: 'rest' }),
        { type: 'wait', until: 'confirmed' },
        { type: 'undo', blocks: 'payment', again: false },
      ]
  }
}
