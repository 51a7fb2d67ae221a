import { describe, expect, test } from 'vitest'
import { assess, type InvoiceFacts, type PaymentFacts } from './assess'
import { mayComplete } from './completing'
import { mayRelease } from './releasing'
import { roomsOf } from './refunds'
import { afterExpiry, DAI, EXPIRY, fc, invoiceOf, paymentOf, USDC, USDT } from './testing'

const WHOLE = 10_000_000n

function judge(facts: Partial<InvoiceFacts>, payments: Partial<PaymentFacts>[]) {
  const named = payments.map((one, index) => paymentOf({ id: `pay_${index}`, ...one }))
  const judged = assess(invoiceOf(facts), named, null)
  return { ...judged, state: [judged.status, ...judged.exceptions].join(' ') }
}

const back = (amount: bigint, uncounted = amount) => [
  { asset: USDC, amount, uncounted, doneAt: afterExpiry(-1) },
]

describe('what is held (D9)', () => {
  test('has arrived and covers, so that nobody pays twice, and settles nothing', () => {
    const held = judge({}, [{ held: true }])
    expect(held).toMatchObject({
      state: 'confirming held',
      settleable: false,
      coverage: 'exact',
      counted: [],
    })
  })

  test('is paid as if nothing had been, once it is released', () => {
    expect(judge({}, [{ held: false }])).toMatchObject({ state: 'paid', settleable: true })
  })

  test('holds up nothing that pays without it, and makes nothing overpaid', () => {
    expect(judge({}, [{}, { held: true }])).toMatchObject({ state: 'paid held', excess: null })
  })

  test('is gone once it is given back, and owed again then', () => {
    expect(judge({ refunds: back(WHOLE) }, [{ held: true }]).state).toBe('pending')
    expect(judge({ refunds: back(4_000_000n) }, [{ held: true }]).state).toBe('partial held')
  })

  test('is not taken for given back while a refund gives back late money', () => {
    const late = { blockTime: afterExpiry(60), amount: 3_000_000n }
    expect(
      judge({ refunds: back(3_000_000n) }, [{ held: true, amount: 3_000_000n }, late]).exceptions,
    ).toContain('held')
  })

  test('in an asset that nobody asked for is held, and nothing else', () => {
    expect(judge({}, [{ asset: DAI, held: true }]).state).toBe('pending held')
  })

  test('can be given back, and not accepted', () => {
    const payment = paymentOf({ held: true })
    expect(roomsOf(invoiceOf(), [payment], [])).toMatchObject([{ refundable: WHOLE, uncounted: WHOLE }])
    expect(mayComplete(invoiceOf(), [payment], [], null)).toEqual({ refused: 'held' })
    const late = paymentOf({ held: true, blockTime: afterExpiry(60) })
    expect(mayComplete(invoiceOf(), [late], [], null)).toEqual({ refused: 'nothing' })
  })
})

describe('releasing (D9)', () => {
  const held = [paymentOf({ id: 'pay_1', held: true }), paymentOf({ id: 'pay_2', held: true })]
  const none = new Set<string>()
  test.each([
    ['all', null, [], { released: ['pay_1', 'pay_2'] }],
    ['one by name', ['pay_2'], [], { released: ['pay_2'] }],
    ['what is not held', ['pay_9'], [], { unknown: 'pay_9' }],
    ['what a refund takes', null, back(1n), { refused: 'given_back' }],
    ['what a refund leaves', ['pay_1'], back(WHOLE), { released: ['pay_1'] }],
  ])('%s', (_name, named, refunds, outcome) => {
    expect(mayRelease(held, refunds, named, none)).toEqual(outcome)
  })
  test('nothing where nothing is held', () => {
    expect(mayRelease([paymentOf()], [], null, new Set(['pay_1']))).toEqual({ refused: 'nothing' })
  })
})

test('whatever is held never settles an invoice, and hides nothing of what else is wrong (D9)', () => {
  const payment = fc.record({
    asset: fc.constantFrom(USDC, USDT, DAI),
    amount: fc.constantFrom(1n, 4_000_000n, WHOLE),
    blockTime: fc.constantFrom(afterExpiry(-60), EXPIRY, afterExpiry(60)),
    held: fc.boolean(),
    confirmed: fc.boolean(),
  })
  fc.assert(
    fc.property(fc.array(payment, { maxLength: 5 }), (list) => {
      const all = list.map((one, index) => paymentOf({ id: `pay_${index}`, ...one }))
      const free = all.filter((one) => !one.held)
      const [withHeld, without] = [assess(invoiceOf(), all, null), assess(invoiceOf(), free, null)]
      expect(withHeld.settleable).toBe(without.settleable)
      expect(withHeld.counted).toEqual(without.counted)
      expect(withHeld.exceptions.has('held')).toBe(all.length > free.length)
      for (const kind of without.exceptions) expect(withHeld.exceptions).toContain(kind)
    }),
  )
})

describe('what a person took at a value (F3)', () => {
  const stray: Partial<PaymentFacts> = { asset: DAI, amount: 10n ** 19n }
  test('pays that much of the total', () => {
    expect(judge({}, [{ ...stray, worth: 10_00n }]).state).toBe('paid')
    expect(judge({}, [{ ...stray, worth: 4_00n }]).state).toBe('partial')
    expect(judge({}, [{ ...stray, worth: 4_00n }, { amount: 6_000_000n }]).state).toBe('paid')
    expect(judge({}, [{ ...stray, worth: 20_00n }]).state).toBe('paid overpaid')
  })
  test('asks for a decision before, waits for its confirmations, and is undone with its block', () => {
    expect(judge({}, [stray]).state).toBe('pending wrong_asset')
    expect(judge({}, [{ ...stray, worth: 10_00n, confirmed: false }]).state).toBe('confirming')
    expect(judge({}, [{ ...stray, worth: 10_00n, canonical: false }]).state).toBe('pending')
  })
  test('pays nothing of what was given back', () => {
    const refunds = [{ asset: DAI, amount: 10n ** 19n, uncounted: 0n, doneAt: afterExpiry(-1) }]
    expect(judge({ refunds }, [{ ...stray, worth: 10_00n }]).state).toBe('pending')
  })
})
