import { describe, expect, test } from 'vitest'
import { checkoutEvent, CHECKOUT_EVENTS } from './checkoutEvents'
import {
  CHECKOUT_EXCEPTIONS,
  CHECKOUT_STATUSES,
  checkoutStatus,
  kindOf,
  paymentCoverage,
  paymentSummary,
  shownException,
  statusesBehind,
} from './checkoutInvoice'
import { EXCEPTIONS, INVOICE_STATUSES } from './invoice'
import { ratio, ZERO } from './rational'
import { fc } from './testing'

describe('status', () => {
  test.each([
    ['pending', 'awaiting_payment'],
    ['partial', 'partially_paid'],
    ['confirming', 'payment_detected'],
    ['paid', 'confirmed'],
    ['refunded', 'confirmed'],
    ['expired', 'expired'],
    ['cancelled', 'voided'],
  ] as const)('%s is %s, unless it was paid elsewhere', (status, shown) => {
    expect(checkoutStatus(status, false)).toBe(shown)
    expect(checkoutStatus(status, true)).toBe('paid_out_of_band')
  })

  test('a filter finds exactly what is shown so', () => {
    for (const shown of CHECKOUT_STATUSES) {
      const behind = shown === 'paid_out_of_band' ? [] : statusesBehind(shown)
      const expected = INVOICE_STATUSES.filter((status) => checkoutStatus(status, false) === shown)
      expect(behind.toSorted()).toEqual(expected.toSorted())
    }
  })
})

test('coverage has the document’s words', () => {
  expect((['none', 'partial', 'exact', 'over'] as const).map(paymentCoverage)).toEqual([
    'no_payment',
    'partial_payment',
    'exact_payment',
    'overpayment',
  ])
})

describe('what the money comes to', () => {
  const cents = fc.bigInt({ min: 1n, max: 10n ** 10n })
  const units = fc.bigInt({ min: 0n, max: 2n ** 130n })

  test('never loses or makes a cent, and is never more than what arrived', () => {
    fc.assert(
      fc.property(cents, units, units, fc.boolean(), (total, arrived, part, outside) => {
        const quoted = 10n ** 18n
        const confirmed = part < arrived ? part : arrived
        const shares = { received: ratio(arrived, quoted), confirmed: ratio(confirmed, quoted) }
        const sum = paymentSummary(total, shares, outside)
        const owed = outside ? 0n : total
        expect(sum.received + sum.remaining - sum.overpaid).toBe(owed)
        expect(sum.confirmed <= sum.received).toBe(true)
        expect(sum.received * quoted <= total * arrived).toBe(true)
        expect(sum.remaining === 0n || sum.overpaid === 0n).toBe(true)
        // The whole is there in cents just when it is there in the asset, as document 004 counts it.
        expect(outside || (sum.remaining === 0n) === arrived >= quoted).toBe(true)
      }),
    )
  })

  test('of what was paid elsewhere nothing remains', () => {
    const nothing = { received: ZERO, confirmed: ZERO }
    expect(paymentSummary(49_99n, nothing, true)).toEqual({
      received: 0n,
      confirmed: 0n,
      remaining: 0n,
      overpaid: 0n,
    })
    expect(paymentSummary(49_99n, nothing, false).remaining).toBe(49_99n)
  })
})

describe('the one exception there is room for', () => {
  const at = (seconds: number) => new Date(seconds * 1000)
  const open = { closedAt: null, action: null, note: null }

  test('is the gravest that stands', () => {
    const shown = shownException([
      { kind: 'overpaid', ...open },
      { kind: 'late', ...open },
      { kind: 'reverted', closedAt: at(9), action: 'ignore', note: 'x' },
    ])
    expect(shown).toMatchObject({ type: 'late_payment', status: 'open', action: null })
  })

  test('else the one that was closed last, with what was made of it', () => {
    const closed = { kind: 'underpaid', closedAt: at(5), action: 'accept', note: 'fine' } as const
    const earlier = { kind: 'late', closedAt: at(4), action: null, note: null } as const
    expect(shownException([earlier, closed])).toEqual({
      type: 'underpayment',
      status: 'closed',
      action: 'accept',
      note: 'fine',
      closedAt: at(5),
    })
    expect(shownException([])).toBeNull()
  })

  test('has a name that leads back', () => {
    for (const kind of EXCEPTIONS) expect(kindOf(CHECKOUT_EXCEPTIONS[kind])).toBe(kind)
  })
})

test('each of the nine events tells of something, and what was paid elsewhere is told once', () => {
  const types = [
    'invoice.created',
    'invoice.partial',
    'invoice.confirming',
    'invoice.paid',
    'invoice.expired',
    'invoice.cancelled',
    'invoice.paid_outside',
    'invoice.exception_opened',
    'invoice.exception_closed',
  ]
  expect(types.map((type) => checkoutEvent(type, false))).toEqual([...CHECKOUT_EVENTS])
  expect(checkoutEvent('invoice.paid', true)).toBeNull()
  expect(checkoutEvent('payment.detected', false)).toBeNull()
})
