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
  /** From now on, without waiting for its end. */
  | { type: 'down'; ms: number }

export const TEST_PAYMENT_KINDS = ['exact', 'under', 'over', 'late', 'reverted', 'wrong_asset'] as const
export type TestPaymentKind = (typeof TEST_PAYMENT_KINDS)[number]

/** The steps behind each button; an amount, in what is sent, takes the place of the one that goes without saying. */
export function stepsOf(kind: TestPaymentKind, amount: string | null): Step[] {
  const given: PayAmount | null = amount === null ? null : { of: 'exact', text: amount }
  const pay = (otherwise: PayAmount): Step => ({ type: 'pay', amount: given ?? otherwise, token: null })
  switch (kind) {
    case 'exact':
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
    case 'wrong_asset':
      return [{ type: 'pay', amount: given ?? { of: 'rest' }, token: { foreign: true } }]
  }
}
