import { describe, expect, test } from 'vitest'
import { assess, type InvoiceFacts, type PaymentFacts } from './assess'
import { paidShare } from './kept'
import { MAX_BASE_UNITS } from './money'
import { ONE, ratio } from './rational'
import { afterExpiry, DAI, ETH, invoiceOf, paymentOf, USDC, USDT } from './testing'

const BEFORE = afterExpiry(-1)
const AFTER = afterExpiry(1)

/** The state in one line, such as `partial underpaid`. */
function stateOf(
  invoice: Partial<InvoiceFacts>,
  payments: readonly Partial<PaymentFacts>[],
  provenAt: Date | null = BEFORE,
): string {
  const stated = payments.map((payment, index) => paymentOf({ id: `pay_${index}`, ...payment }))
  const { status, exceptions } = assess(invoiceOf(invoice), stated, provenAt)
  return [status, ...exceptions].join(' ')
}

describe('money in time', () => {
  test('nothing yet: pending', () => {
    expect(stateOf({}, [])).toBe('pending')
  })

  test('the whole, not yet deep enough: confirming; deep enough: paid', () => {
    expect(stateOf({}, [{ confirmed: false }])).toBe('confirming')
    expect(stateOf({}, [{}])).toBe('paid')
  })

  test('split in two: partial, then confirming until both are deep enough, then paid', () => {
    const half = { amount: 5_000_000n }
    expect(stateOf({}, [half])).toBe('partial')
    expect(stateOf({}, [half, { ...half, confirmed: false }])).toBe('confirming')
    expect(stateOf({}, [half, half])).toBe('paid')
  })

  test('twice at once: paid, with overpaid', () => {
    expect(stateOf({}, [{}, {}])).toBe('paid overpaid')
  })

  test('a zero-value transfer is nothing', () => {
    expect(stateOf({}, [{ amount: 0n }, { amount: 0n, asset: DAI }])).toBe('pending')
  })

  test('an orphaned payment is nothing', () => {
    expect(stateOf({}, [{ canonical: false }])).toBe('pending')
  })

  test('an asset that was not asked for counts nothing and opens wrong_asset', () => {
    expect(stateOf({}, [{ asset: DAI }])).toBe('pending wrong_asset')
    expect(stateOf({}, [{ asset: DAI }, {}])).toBe('paid wrong_asset')
    expect(stateOf({}, [{ asset: DAI, canonical: false }])).toBe('pending')
  })

  test('an invoice of nothing is not paid by nothing', () => {
    const free = { totalMinor: 0n, quotes: [{ asset: USDC, amount: 0n }] }
    expect(stateOf(free, [])).toBe('pending')
    expect(stateOf(free, [{}])).toBe('pending')
  })
})

describe('tolerance (D2): 1 % under, 1.00 over', () => {
  test.each([
    ['1 % short, to the unit', 9_900_000n, 'paid', 'exact'],
    ['a unit more than 1 % short', 9_899_999n, 'partial', 'partial'],
    ['exact', 10_000_000n, 'paid', 'exact'],
    ['1.00 over, to the unit', 11_000_000n, 'paid', 'exact'],
    ['a unit more than 1.00 over', 11_000_001n, 'paid overpaid', 'over'],
  ])('%s', (_, amount, state, coverage) => {
    expect(stateOf({}, [{ amount }])).toBe(state)
    expect(assess(invoiceOf(), [paymentOf({ amount })], BEFORE).coverage).toBe(coverage)
  })

  test('of nothing forgives and allows nothing', () => {
    const tolerance = {
      underpaymentPpm: 0n,
      overpaymentMinor: 0n,
      overpaymentAction: 'credit_account',
    } as const
    expect(stateOf({ tolerance }, [{ amount: 9_999_999n }])).toBe('partial')
    expect(stateOf({ tolerance }, [{ amount: 10_000_000n }])).toBe('paid')
    expect(stateOf({ tolerance }, [{ amount: 10_000_001n }])).toBe('paid overpaid')
  })

  test('of everything still asks for something', () => {
    const tolerance = {
      underpaymentPpm: 1_000_000n,
      overpaymentMinor: 0n,
      overpaymentAction: 'credit_account',
    } as const
    expect(stateOf({ tolerance }, [])).toBe('pending')
    expect(stateOf({ tolerance }, [{ amount: 1n }])).toBe('paid')
  })

  test('over-payment is judged by what was seen, settling by what is confirmed', () => {
    expect(stateOf({}, [{ amount: 20_000_000n, confirmed: false }])).toBe('confirming overpaid')
  })
})

describe('coverage across assets is exact (D2)', () => {
  const strict = { underpaymentPpm: 0n, overpaymentMinor: 0n, overpaymentAction: 'credit_account' } as const

  test('a third in one asset and two thirds in another pay the whole, not a unit less or more', () => {
    const quotes = [
      { asset: USDC, amount: 3n },
      { asset: ETH, amount: 3n * 10n ** 18n },
    ]
    const twoThirds = 2n * 10n ** 18n
    const pays = (wei: bigint) =>
      stateOf({ tolerance: strict, quotes }, [{ amount: 1n }, { asset: ETH, amount: wei }])
    expect(pays(twoThirds)).toBe('paid')
    expect(pays(twoThirds - 1n)).toBe('partial')
    expect(pays(twoThirds + 1n)).toBe('paid overpaid')
  })

  test('thirds, sevenths and elevenths of three assets add up to one', () => {
    const quotes = [
      { asset: USDC, amount: 3n },
      { asset: USDT, amount: 7n },
      { asset: ETH, amount: 21n },
    ]
    const parts = [
      paymentOf({ asset: USDC, amount: 1n }),
      paymentOf({ asset: USDT, amount: 2n }),
      paymentOf({ asset: ETH, amount: 8n }),
    ]
    expect(paidShare(parts, quotes)).toEqual(ONE)
  })

  test('amounts and quotes up to 2^256-1 stay exact', () => {
    const quotes = [{ asset: USDC, amount: MAX_BASE_UNITS }]
    const pays = (amount: bigint) => stateOf({ tolerance: strict, quotes }, [{ amount }])
    expect(pays(MAX_BASE_UNITS)).toBe('paid')
    expect(pays(MAX_BASE_UNITS - 1n)).toBe('partial')
    const twice = [MAX_BASE_UNITS, MAX_BASE_UNITS].map((amount) => paymentOf({ asset: USDC, amount }))
    expect(paidShare(twice, [{ asset: USDC, amount: 1n }])).toEqual(ratio(2n * MAX_BASE_UNITS, 1n))
  })
})

describe('expiry (S6) is inclusive and waits for proof', () => {
  test.each([
    ['a second before expiry is in time', -1, 'paid'],
    ['at expiry is in time', 0, 'paid'],
    ['a second after expiry is late', 1, 'expired late'],
  ])('a block %s', (_, seconds, state) => {
    expect(stateOf({}, [{ blockTime: afterExpiry(seconds) }], afterExpiry(60))).toBe(state)
  })

  test.each([
    ['nothing', null, 'pending'],
    ['a block before expiry', BEFORE, 'pending'],
    ['a block at expiry', afterExpiry(0), 'pending'],
    ['a block after expiry', AFTER, 'expired'],
  ])('with %s proven', (_, provenAt, state) => {
    expect(stateOf({}, [], provenAt)).toBe(state)
  })

  test('in-time money that is found after the timer reopens the invoice', () => {
    expect(stateOf({}, [], AFTER)).toBe('expired')
    expect(stateOf({}, [{ confirmed: false }], AFTER)).toBe('confirming')
    expect(stateOf({}, [{ amount: 5_000_000n }], AFTER)).toBe('partial underpaid')
    expect(stateOf({}, [{}], AFTER)).toBe('paid')
  })

  test('short at expiry stays partial with underpaid; before that it is only partial', () => {
    expect(stateOf({}, [{ amount: 5_000_000n }], BEFORE)).toBe('partial')
    expect(stateOf({}, [{ amount: 5_000_000n }], AFTER)).toBe('partial underpaid')
  })

  test('covering money waits for its confirmations without a limit', () => {
    expect(stateOf({}, [{ confirmed: false }], afterExpiry(86_400))).toBe('confirming')
  })
})

describe('late money (D10)', () => {
  const late = { blockTime: afterExpiry(300) }

  test('keeps the status and opens late', () => {
    expect(stateOf({}, [late], AFTER)).toBe('expired late')
    expect(stateOf({}, [{ amount: 5_000_000n }, late], AFTER)).toBe('partial late underpaid')
    expect(stateOf({}, [{}, late], AFTER)).toBe('paid late')
  })

  test('counts once accepted, each payment by its own name', () => {
    const accepted = { acceptedPayments: ['pay_1'] }
    const half = { ...late, amount: 5_000_000n }
    expect(stateOf(accepted, [half, half], AFTER)).toBe('partial late underpaid')
    expect(stateOf(accepted, [half, { ...late }], AFTER)).toBe('paid late')
    expect(assess(invoiceOf(accepted), [paymentOf({ id: 'pay_1', ...late })], AFTER).counted).toEqual([
      'pay_1',
    ])
  })

  test('within the grace is taken by itself, to its last second', () => {
    const grace = { lateGraceMs: 300_000 }
    expect(stateOf(grace, [late], AFTER)).toBe('paid late')
    expect(stateOf(grace, [{ blockTime: afterExpiry(301) }], AFTER)).toBe('expired late')
  })

  test('that is orphaned closes late again', () => {
    expect(stateOf({}, [{ ...late, canonical: false }], AFTER)).toBe('expired')
  })
})

describe('cancelling', () => {
  const cancelled = { cancelledAt: afterExpiry(-100) }

  test('without money: cancelled, and it stays so when time passes', () => {
    expect(stateOf(cancelled, [])).toBe('cancelled')
    expect(stateOf(cancelled, [], AFTER)).toBe('cancelled')
  })

  test('with some money: cancelled with underpaid', () => {
    expect(stateOf(cancelled, [{ amount: 5_000_000n, blockTime: afterExpiry(-200) }])).toBe(
      'cancelled underpaid',
    )
  })

  test('the whole sent before the cancellation and found later is paid', () => {
    expect(stateOf(cancelled, [{ blockTime: afterExpiry(-100) }])).toBe('paid')
  })

  test('money sent after it is late, within any grace, until somebody accepts it', () => {
    const sentAfter = [{ blockTime: afterExpiry(-99) }]
    expect(stateOf(cancelled, sentAfter)).toBe('cancelled late')
    expect(stateOf({ ...cancelled, lateGraceMs: 600_000 }, sentAfter)).toBe('cancelled late')
    expect(stateOf({ ...cancelled, acceptedPayments: ['pay_0'] }, sentAfter)).toBe('paid')
  })

  test('does not uncount money that the grace had taken before it', () => {
    const short = [{ amount: 5_000_000n, blockTime: afterExpiry(60) }]
    expect(stateOf({ lateGraceMs: 600_000 }, short, afterExpiry(120))).toBe('partial late underpaid')
    const then = { lateGraceMs: 600_000, cancelledAt: afterExpiry(120) }
    expect(stateOf(then, short, afterExpiry(120))).toBe('cancelled late underpaid')
  })
})

describe('after settling (D1)', () => {
  const settled = { settledAt: BEFORE }

  test('a reorg leaves it paid, with reverted', () => {
    expect(stateOf(settled, [{ canonical: false }])).toBe('paid reverted')
    expect(stateOf(settled, [{ canonical: false }], AFTER)).toBe('paid reverted')
  })

  test('reverted closes when the money is confirmed again', () => {
    expect(stateOf(settled, [{ confirmed: false }])).toBe('paid reverted')
    expect(stateOf(settled, [{}])).toBe('paid')
  })

  test('money that comes later shows as over or late', () => {
    expect(stateOf(settled, [{}, {}])).toBe('paid overpaid')
    expect(stateOf(settled, [{}, { blockTime: AFTER }], AFTER)).toBe('paid late')
  })

  const back = (amount: bigint, uncounted = 0n) => ({
    ...settled,
    refunds: [{ asset: USDC, amount, uncounted, doneAt: AFTER }],
  })

  test('giving all of it back makes it refunded, a part leaves it paid (F6)', () => {
    expect(stateOf(back(10_000_000n), [{}])).toBe('refunded')
    expect(stateOf(back(9_999_999n), [{}])).toBe('paid')
    expect(stateOf(back(10_000_000n), [])).toBe('refunded reverted')
  })

  test('giving the excess back closes overpaid', () => {
    expect(stateOf(back(4_000_000n), [{}, { amount: 4_000_000n }])).toBe('paid')
  })

  test('giving late money back closes late, and is no part of what paid', () => {
    const late = { blockTime: AFTER }
    expect(stateOf(back(10_000_000n, 10_000_000n), [{}, late], AFTER)).toBe('paid')
    expect(stateOf(back(9_999_999n, 9_999_999n), [{}, late], AFTER)).toBe('paid late')
  })

  test('money in another asset asks until it is given back', () => {
    const foreign = { asset: DAI, amount: 5n }
    const refunds = [{ asset: DAI, amount: 5n, uncounted: 5n, doneAt: AFTER }]
    expect(stateOf(settled, [{}, foreign])).toBe('paid wrong_asset')
    expect(stateOf({ ...settled, refunds }, [{}, foreign])).toBe('paid')
  })

  test('an excess that is to be refunded says so until it is (overpayment action)', () => {
    const tolerance = { ...invoiceOf().tolerance, overpaymentAction: 'refund' as const }
    expect(stateOf({ ...settled, tolerance }, [{}, {}])).toBe('paid overpaid refund_due')
    expect(stateOf({ ...back(10_000_000n), tolerance }, [{}, {}])).toBe('paid')
  })
})

describe('before settling (F6)', () => {
  const back = (amount: bigint) => [{ asset: USDC, amount, uncounted: 0n, doneAt: BEFORE }]

  test('what was given back does not pay', () => {
    const half = { amount: 5_000_000n }
    expect(stateOf({ refunds: back(5_000_000n) }, [half])).toBe('pending')
    expect(stateOf({ refunds: back(5_000_000n) }, [half], AFTER)).toBe('expired')
    expect(stateOf({ refunds: back(5_000_000n) }, [half, half])).toBe('partial')
    expect(stateOf({ refunds: back(5_000_000n) }, [half, {}])).toBe('paid')
  })

  test('what a cancelled invoice owes its customer is due until all of it is back', () => {
    const cancelled = { cancelledAt: BEFORE, refundAll: true }
    const half = { amount: 5_000_000n }
    expect(stateOf(cancelled, [half])).toBe('cancelled underpaid refund_due')
    expect(stateOf({ ...cancelled, refunds: back(4_999_999n) }, [half])).toBe(
      'cancelled underpaid refund_due',
    )
    expect(stateOf({ ...cancelled, refunds: back(5_000_000n) }, [half])).toBe('cancelled')
  })
})

describe('taken for the whole by a person (D1)', () => {
  const completed = { completed: true, acceptedPayments: ['pay_0'] }
  const half = { amount: 5_000_000n }

  test('pays with what arrived, once that is confirmed', () => {
    expect(stateOf(completed, [half])).toBe('paid')
    expect(stateOf(completed, [{ ...half, confirmed: false }])).toBe('confirming')
    expect(stateOf(completed, [{ ...half, blockTime: AFTER }], AFTER)).toBe('paid')
  })

  test('names its payments: without one of them it is as before, and reverted once settled', () => {
    expect(stateOf(completed, [{ ...half, canonical: false }])).toBe('pending')
    expect(stateOf({ ...completed, settledAt: BEFORE }, [{ ...half, canonical: false }])).toBe(
      'paid reverted',
    )
  })
})

describe('a payment stated twice', () => {
  test('counts once', () => {
    const half = paymentOf({ amount: 5_000_000n })
    const once = assess(invoiceOf(), [half], BEFORE)
    expect(assess(invoiceOf(), [half, { ...half }], BEFORE)).toEqual(once)
    expect(once.counted).toEqual(['pay_1'])
  })

  test.each<[string, Partial<PaymentFacts>]>([
    ['amount', { amount: 1n }],
    ['asset', { asset: USDT }],
    ['block time', { blockTime: AFTER }],
    ['place on the chain', { canonical: false }],
    ['depth', { confirmed: false }],
  ])('with another %s is refused: which one holds must not hang on their order', (_, other) => {
    expect(() => assess(invoiceOf(), [paymentOf(), paymentOf(other)], BEFORE)).toThrow(RangeError)
  })
})

test('a hundred thousand payments, all late and accepted, take less than a second of work', () => {
  const payments = Array.from({ length: 100_000 }, (_, n) =>
    paymentOf({ id: `pay_${n}`, amount: MAX_BASE_UNITS, asset: n % 2 ? USDC : ETH, blockTime: AFTER }),
  )
  const invoice = invoiceOf({ acceptedPayments: payments.map(({ id }) => id) })
  const start = process.cpuUsage()
  const { counted, status } = assess(invoice, payments, AFTER)
  const { user, system } = process.cpuUsage(start)
  expect(counted).toHaveLength(100_000)
  expect(status).toBe('paid')
  // Processor time, not the clock's: a busy machine is no failure.
  expect((user + system) / 1e6).toBeLessThan(1)
})

describe('beside credit (D8)', () => {
  const half = { credit: { asset: USDC, amount: 5_000_000n } }
  const whole = { credit: { asset: USDC, amount: 10_000_000n } }
  const creditOf = (facts: Partial<InvoiceFacts>, amounts: bigint[], provenAt: Date | null = null) =>
    assess(
      invoiceOf(facts),
      amounts.map((amount, index) => paymentOf({ id: `pay_${index}`, amount })),
      provenAt,
    ).credit

  test('money pays what the credit leaves open, and the tolerance is of that', () => {
    expect(stateOf(half, [])).toBe('pending')
    expect(stateOf(half, [{ amount: 4_949_999n }])).toBe('partial')
    expect(stateOf(half, [{ amount: 4_950_000n }])).toBe('paid')
    expect(stateOf(half, [{ amount: 4_950_000n, confirmed: false }])).toBe('confirming')
  })

  test('credit alone pays the whole or nothing', () => {
    expect(stateOf(whole, [])).toBe('paid')
    expect(stateOf({ credit: { asset: USDC, amount: 9_999_999n } }, [])).toBe('pending')
  })

  test('an open invoice holds all of it, a paid one what its money leaves open, one that ended nothing', () => {
    expect(creditOf(half, [])).toBe(5_000_000n)
    expect(creditOf(half, [2_000_000n])).toBe(5_000_000n)
    expect(creditOf(half, [5_000_000n])).toBe(5_000_000n)
    expect(creditOf(half, [7_000_000n])).toBe(3_000_000n)
    expect(creditOf(half, [10_000_000n])).toBe(0n)
    expect(creditOf(half, [], AFTER)).toBe(0n)
    expect(creditOf({ ...half, cancelledAt: BEFORE }, [])).toBe(0n)
  })

  test('what is given back after settling takes no more of it', () => {
    const refunds = [{ asset: USDC, amount: 5_000_000n, uncounted: 0n, doneAt: AFTER }]
    expect(creditOf({ ...half, settledAt: BEFORE, refunds }, [10_000_000n])).toBe(0n)
  })

  test('a paid invoice whose credit is taken back is reverted', () => {
    expect(stateOf({ settledAt: BEFORE, credit: { asset: USDC, amount: 1n } }, [])).toBe('paid reverted')
  })

  test('an excess that is credited or donated asks for nobody; one of a stranger does', () => {
    const donate = { ...invoiceOf().tolerance, overpaymentAction: 'donate' as const }
    expect(stateOf({ customerKnown: true }, [{}, {}])).toBe('paid')
    expect(stateOf({ tolerance: donate }, [{}, {}])).toBe('paid')
    expect(stateOf({}, [{}, {}])).toBe('paid overpaid')
    expect(stateOf({ customerKnown: true }, [{ confirmed: false }, { confirmed: false }])).toBe(
      'confirming overpaid',
    )
  })
})
