import { describe, expect, test } from 'vitest'
import { assess, type InvoiceFacts, type PaymentFacts } from './assess'
import type { Quoted } from './quoteVersions'
import { add, ratio, type Ratio } from './rational'
import { mayRequote } from './requote'
import { afterExpiry, baseUnits, ETH, EXPIRY, fc, invoiceOf, paymentOf } from './testing'

const HOUR = 3600
const FIRST_UNTIL = afterExpiry(-HOUR)
/** Quoted at 1 ETH until an hour before it ends, then at 2. */
const invoice = invoiceOf({
  quotes: [{ asset: ETH, amount: 2n, past: [{ amount: 1n, until: FIRST_UNTIL }] }],
})
const oneAt = (blockTime: Date) =>
  paymentOf({ id: `pay_${blockTime.getTime()}`, asset: ETH, amount: 1n, blockTime })
const share = (...payments: PaymentFacts[]) => assess(invoice, payments, null).share

describe('the version that stood at the block values a payment', () => {
  test('to the last second of it', () => {
    expect(share(oneAt(FIRST_UNTIL))).toEqual({ num: 1n, den: 1n })
    expect(share(oneAt(afterExpiry(-1)))).toEqual({ num: 1n, den: 2n })
  })

  test('what came between two quotes takes the later one', () => {
    expect(share(oneAt(new Date(FIRST_UNTIL.getTime() + 1)))).toEqual({ num: 1n, den: 2n })
  })

  test('payments under several versions add up exactly', () => {
    expect(share(oneAt(FIRST_UNTIL), oneAt(afterExpiry(-1)))).toEqual({ num: 3n, den: 2n })
  })
})

const wholes = fc.bigInt({ min: 1n, max: 10n ** 20n })
/** Ends of quotes, ever later, the present one's being EXPIRY. */
const versions: fc.Arbitrary<Quoted> = fc
  .uniqueArray(fc.integer({ min: -5 * HOUR, max: -1 }), { maxLength: 3 })
  .chain((ends) =>
    fc.tuple(
      wholes,
      fc.tuple(...ends.sort((a, b) => a - b).map((end) => fc.tuple(wholes, fc.constant(afterExpiry(end))))),
    ),
  )
  .map(([amount, past]) => ({
    asset: ETH,
    amount,
    past: past.map(([whole, until]) => ({ amount: whole, until })),
  }))
const payments: fc.Arbitrary<PaymentFacts[]> = fc
  .array(fc.record({ amount: baseUnits, seconds: fc.integer({ min: -6 * HOUR, max: 0 }) }), { maxLength: 8 })
  .map((list) =>
    list.map(({ amount, seconds }, index) =>
      paymentOf({ id: `pay_${index}`, asset: ETH, amount, blockTime: afterExpiry(seconds) }),
    ),
  )
const quotedAs = (quoted: Quoted, facts: Partial<InvoiceFacts> = {}) =>
  invoiceOf({ quotes: [quoted], ...facts })

describe('of any versions and payments', () => {
  test('each payment counts at the version whose time holds its block, and only there', () => {
    fc.assert(
      fc.property(versions, payments, (quoted, list) => {
        const all = [...(quoted.past ?? []), { amount: quoted.amount, until: EXPIRY }]
        const expected = list.reduce<Ratio>(
          (sum, payment) => {
            const stood = all.filter(
              ({ until }, index) =>
                payment.blockTime <= until && payment.blockTime > (all[index - 1]?.until ?? new Date(0)),
            )
            expect(stood).toHaveLength(1)
            return add(sum, ratio(payment.amount, stood[0]?.amount ?? 1n))
          },
          { num: 0n, den: 1n },
        )
        expect(assess(quotedAs(quoted), list, null).share).toEqual(expected)
      }),
    )
  })

  test('a new quote changes the worth of nothing that came before the old one ended', () => {
    fc.assert(
      fc.property(versions, payments, wholes, (quoted, list, amount) => {
        const later = {
          ...quoted,
          amount,
          past: [...(quoted.past ?? []), { amount: quoted.amount, until: EXPIRY }],
        }
        const before = assess(quotedAs(quoted), list, null)
        const after = assess(quotedAs(later, { expiresAt: afterExpiry(HOUR) }), list, null)
        expect([after.share, after.coverage, after.counted]).toEqual([
          before.share,
          before.coverage,
          before.counted,
        ])
      }),
    )
  })

  test('payments in any order give the same', () => {
    fc.assert(
      fc.property(versions, payments, (quoted, list) => {
        expect(assess(quotedAs(quoted), list.toReversed(), null)).toEqual(
          assess(quotedAs(quoted), list, null),
        )
      }),
    )
  })
})

test('a new quote needs an expired invoice on which nothing was ever paid', () => {
  const now = afterExpiry(1)
  const facts = { status: 'expired' as const, requotesLeft: 1, monitorUntil: afterExpiry(2), payments: 0 }
  expect(mayRequote(facts, now)).toBe(true)
  expect(mayRequote({ ...facts, status: 'pending' }, now)).toBe(false)
  expect(mayRequote({ ...facts, status: 'cancelled' }, now)).toBe(false)
  expect(mayRequote({ ...facts, requotesLeft: 0 }, now)).toBe(false)
  expect(mayRequote({ ...facts, payments: 1 }, now)).toBe(false)
  expect(mayRequote({ ...facts, monitorUntil: now }, now)).toBe(false)
})
