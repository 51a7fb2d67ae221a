import { describe, expect, test } from 'vitest'
import { assess, type InvoiceFacts, type PaymentFacts } from './assess'
import { mayComplete, type Completing } from './completing'
import type { GivenBack } from './kept'
import { afterExpiry, DAI, EXPIRY, invoiceOf, paymentOf, USDC } from './testing'

const AFTER = afterExpiry(60)
const late = { blockTime: AFTER }
const half = { amount: 5_000_000n }

function tried(
  facts: Partial<InvoiceFacts>,
  payments: Partial<PaymentFacts>[],
  named: string[] | null = null,
  back: GivenBack[] = [],
): { judged: Completing; status: string } {
  const invoice = invoiceOf(facts)
  const all = payments.map((one, index) => paymentOf({ id: `pay_${index}`, ...one }))
  const judged = mayComplete(invoice, all, back, named)
  const accepted = 'accepted' in judged ? judged.accepted : []
  const completed = 'completes' in judged && judged.completes
  const after = assess(
    { ...invoice, completed, acceptedPayments: [...invoice.acceptedPayments, ...accepted] },
    all,
    AFTER,
  )
  return { judged, status: [after.status, ...after.exceptions].join(' ') }
}

describe('taking what arrived for the whole (D1)', () => {
  test('of an invoice that is short, open or over or cancelled', () => {
    for (const facts of [{}, { cancelledAt: EXPIRY }]) {
      expect(tried(facts, [half])).toEqual({
        judged: { accepted: ['pay_0'], completes: true },
        status: 'paid',
      })
    }
  })

  test('of late money, whole or short', () => {
    expect(tried({}, [late]).status).toBe('paid')
    expect(tried({}, [{ ...half, ...late }]).status).toBe('paid')
    expect(tried({ cancelledAt: afterExpiry(-300) }, [{ ...half, ...late }]).status).toBe('paid')
  })

  test('only what is named', () => {
    expect(tried({}, [half, { ...half, ...late }], ['pay_0']).status).toBe('paid late')
    expect(tried({}, [half], ['pay_9']).judged).toEqual({ unknown: 'pay_9' })
    expect(tried({}, [{ asset: DAI }], ['pay_0']).judged).toEqual({ unknown: 'pay_0' })
  })

  test('waits for its confirmations like all money', () => {
    expect(tried({}, [{ ...half, confirmed: false }]).status).toBe('confirming')
  })
})

describe('accepting late money of a paid invoice (D10)', () => {
  const settled = { settledAt: EXPIRY }

  test('closes late', () => {
    expect(tried(settled, [{}, { ...half, ...late }])).toEqual({
      judged: { accepted: ['pay_1'], completes: false },
      status: 'paid overpaid',
    })
  })

  test('once it is confirmed', () => {
    expect(tried(settled, [{}, { ...late, confirmed: false }]).judged).toEqual({ refused: 'unconfirmed' })
  })
})

test.each<[string, Partial<InvoiceFacts>, Partial<PaymentFacts>[], GivenBack[]]>([
  ['nothing', {}, [], []],
  ['nothing', {}, [{ canonical: false }], []],
  ['confirming', {}, [{ confirmed: false }], []],
  ['paid', { settledAt: EXPIRY }, [{}], []],
  ['given_back', {}, [half], [{ asset: USDC, amount: 5_000_000n, uncounted: 0n }]],
  ['given_back', {}, [{ ...half, ...late }], [{ asset: USDC, amount: 1n, uncounted: 1n }]],
  [
    'refunded',
    {
      settledAt: EXPIRY,
      refunds: [{ asset: USDC, amount: 10_000_000n, uncounted: 0n, doneAt: AFTER }],
    },
    [{}],
    [],
  ],
])('refused: %s', (refused, facts, payments, back) => {
  expect(tried(facts, payments, null, back).judged).toEqual({ refused })
})
