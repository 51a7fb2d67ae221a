import { describe, expect, test } from 'vitest'
import { assess, type PaymentFacts } from './assess'
import { EXCEPTION_ACTIONS, EXCEPTION_CHOICES, gravest, undecided, type ExceptionAction } from './deciding'
import { EXCEPTIONS, type ExceptionKind } from './invoice'
import { afterExpiry, baseUnits, DAI, fc, invoiceOf, paymentOf, USDC, USDT } from './testing'

const NOW = afterExpiry(60)
const part = paymentOf({ id: 'pay_part', amount: 4_000_000n })
const whole = paymentOf({ id: 'pay_whole' })
const outside = { paidOutside: true }

const payments: fc.Arbitrary<PaymentFacts[]> = fc.uniqueArray(
  fc
    .record({
      id: fc.constantFrom('pay_a', 'pay_b', 'pay_c'),
      asset: fc.constantFrom(USDC, USDT, DAI),
      amount: baseUnits,
      blockTime: fc.integer({ min: -600, max: 600 }).map(afterExpiry),
      canonical: fc.boolean(),
      confirmed: fc.boolean(),
    })
    .map(paymentOf),
  { selector: ({ id }) => id, maxLength: 3 },
)

describe('paid elsewhere', () => {
  test('is paid without any settlement, whenever it was said', () => {
    for (const at of [null, afterExpiry(-60), NOW]) {
      const { status, settleable, exceptions } = assess(invoiceOf(outside), [], at)
      expect({ status, settleable, open: [...exceptions] }).toEqual({
        status: 'paid',
        settleable: false,
        open: [],
      })
    }
  })

  test('what is on a chain all the same is too much, until it is accepted or given back', () => {
    const facts = invoiceOf({ ...outside, customerKnown: true })
    for (const one of [part, whole, paymentOf({ blockTime: NOW })]) {
      const { status, settleable, exceptions, counted } = assess(facts, [one], NOW)
      expect({ status, settleable, open: [...exceptions], counted }).toEqual({
        status: 'paid',
        settleable: false,
        open: ['overpaid'],
        counted: [],
      })
    }
    const back = { asset: USDC, amount: 4_000_000n, uncounted: 4_000_000n, doneAt: NOW }
    expect(assess({ ...facts, refunds: [back] }, [part], NOW).exceptions.size).toBe(0)
    const taken = assess({ ...facts, completed: true, acceptedPayments: [part.id] }, [part], NOW)
    expect([taken.status, taken.settleable, taken.exceptions.size]).toEqual(['paid', true, 0])
  })

  test('takes nothing of a customer’s credit', () => {
    const credit = { asset: USDC, amount: 3_000_000n }
    expect(assess(invoiceOf({ credit }), [], null).credit).toBe(3_000_000n)
    expect(assess(invoiceOf({ credit, ...outside }), [], null).credit).toBe(0n)
  })

  test('no payment makes it anything but paid, and none is settled unasked', () => {
    fc.assert(
      fc.property(payments, fc.option(fc.constant(NOW)), (list, at) => {
        const { status, settleable, counted } = assess(invoiceOf(outside), list, at)
        expect([status, settleable, counted]).toEqual(['paid', false, []])
      }),
    )
  })
})

describe('what a person decided', () => {
  const decided = (kind: ExceptionKind, action: ExceptionAction) => ({ decided: new Map([[kind, action]]) })

  test('let be, an exception no longer stands; to be given back, the refund does', () => {
    const late = paymentOf({ blockTime: NOW })
    expect([...assess(invoiceOf(), [late], NOW).exceptions]).toEqual(['late'])
    expect([...assess(invoiceOf(decided('late', 'ignore')), [late], NOW).exceptions]).toEqual([])
    const owed = invoiceOf(decided('late', 'refund'))
    expect([...assess(owed, [late], NOW).exceptions]).toEqual(['refund_due'])
    const back = { asset: USDC, amount: late.amount, uncounted: late.amount, doneAt: NOW }
    expect([...assess({ ...owed, refunds: [back] }, [late], NOW).exceptions]).toEqual([])
  })

  test('a refund that nobody will make is let be in its turn', () => {
    const both = new Map<ExceptionKind, ExceptionAction>([
      ['underpaid', 'refund'],
      ['refund_due', 'ignore'],
    ])
    expect([...assess(invoiceOf({ decided: both }), [part], NOW).exceptions]).toEqual([])
  })

  test('changes nothing but which exceptions stand', () => {
    fc.assert(
      fc.property(
        payments,
        fc.constantFrom(...EXCEPTIONS),
        fc.constantFrom(...EXCEPTION_ACTIONS),
        (list, kind, action) => {
          const { exceptions: before, ...plain } = assess(invoiceOf(), list, NOW)
          const { exceptions, ...same } = assess(invoiceOf(decided(kind, action)), list, NOW)
          expect(same).toEqual(plain)
          expect(exceptions.has(kind)).toBe(false)
          const others = [...before].filter((one) => one !== kind)
          expect([...exceptions].filter((one) => one !== 'refund_due')).toEqual(
            others.filter((one) => one !== 'refund_due'),
          )
        },
      ),
    )
  })

  test('every exception leaves a choice, and letting be is always one', () => {
    for (const kind of EXCEPTIONS) expect(EXCEPTION_CHOICES[kind]).toContain('ignore')
    expect(undecided(new Set(), new Map([['late', 'refund']]))).toEqual(new Set())
  })

  test('the gravest of those that stand is the one to show (D1)', () => {
    expect(gravest([])).toBeNull()
    for (const kind of EXCEPTIONS) {
      expect(gravest([kind])).toBe(kind)
      expect(gravest(['reverted', kind])).toBe('reverted')
    }
    expect(gravest(['overpaid', 'late'])).toBe('late')
  })
})
