import { describe, expect, test } from 'vitest'
import { ACCOUNTS, booksOf, EMPTY_BOOKS, postingLines, type Books, type MoneyFacts } from './books'
import { splitFee } from './fees'
import { fc } from './testing'

const NOTHING: MoneyFacts = {
  arrived: 0n,
  settled: 0n,
  feeBps: 100,
  sweptNet: 0n,
  sweptFee: 0n,
  sweeps: 0,
  refunded: 0n,
  refundedUntaken: 0n,
}

/** Money that arrived in some payments, part of them settled and part of them swept, each by itself. */
const histories: fc.Arbitrary<MoneyFacts> = fc
  .record({
    feeBps: fc.integer({ min: 0, max: 500 }),
    payments: fc.array(
      fc.record({
        amount: fc.bigInt({ min: 1n, max: 10n ** 12n }),
        settled: fc.boolean(),
        swept: fc.boolean(),
      }),
      { maxLength: 8 },
    ),
    // More than arrived, too: a block that is undone takes the payment and not its refund.
    refundedShare: fc.bigInt({ min: 0n, max: 150n }),
    untakenShare: fc.bigInt({ min: 0n, max: 100n }),
  })
  .map(({ feeBps, payments, refundedShare, untakenShare }) => {
    const sum = (amounts: bigint[]) => amounts.reduce((total, amount) => total + amount, 0n)
    const sweeps = payments.filter(({ swept }) => swept).map(({ amount }) => splitFee(amount, feeBps))
    const arrived = sum(payments.map(({ amount }) => amount))
    const refunded = (arrived * refundedShare) / 100n
    return {
      feeBps,
      arrived,
      settled: sum(payments.filter(({ settled }) => settled).map(({ amount }) => amount)),
      sweptNet: sum(sweeps.map(({ net }) => net)),
      sweptFee: sum(sweeps.map(({ fee }) => fee)),
      sweeps: sweeps.length,
      refunded,
      refundedUntaken: (refunded * untakenShare) / 100n,
    }
  })

function post(books: Books, facts: MoneyFacts): Books {
  const posted = { ...books }
  for (const { account, amount } of postingLines(books, booksOf(facts))) posted[account] += amount
  return posted
}

describe('the books of an invoice paid with 9.99 at 1 %', () => {
  const arrived = { ...NOTHING, arrived: 9_990_000n }
  const settled = { ...arrived, settled: 9_990_000n }

  test('arrived: it lies at the deposit address, owed to nobody yet', () => {
    expect(booksOf(arrived)).toEqual({ ...EMPTY_BOOKS, deposits: 9_990_000n, suspense: -9_990_000n })
  })

  test('settled: it is owed to the merchant and the platform', () => {
    expect(booksOf(settled)).toEqual({
      ...EMPTY_BOOKS,
      deposits: 9_990_000n,
      merchant: -9_890_100n,
      platform_fee: -99_900n,
    })
  })

  test('swept: nothing lies anywhere and nothing is owed', () => {
    expect(booksOf({ ...settled, sweptNet: 9_890_100n, sweptFee: 99_900n, sweeps: 1 })).toEqual(EMPTY_BOOKS)
  })

  test('what flooring each of two sweeps took from the fee is no debt (D5)', () => {
    const swept = { sweptNet: 9_890_101n, sweptFee: 99_899n, sweeps: 2 }
    expect(booksOf({ ...settled, ...swept })).toEqual(EMPTY_BOOKS)
  })

  test.each([
    ['a unit too little by one sweep', 99_899n, 1],
    ['a unit too much', 99_901n, 2],
  ])('%s is no rounding, and shows', (_, sweptFee, sweeps) => {
    const books = booksOf({ ...settled, sweptNet: 9_990_000n - sweptFee, sweptFee, sweeps })
    expect(books.platform_fee).toBe(sweptFee - 99_900n)
    expect(books.merchant).toBe(99_900n - sweptFee)
  })

  test('a fee that its recipient refused went to the treasury and stays owed (F2)', () => {
    expect(booksOf({ ...settled, sweptNet: 9_990_000n, sweptFee: 0n, sweeps: 1 })).toEqual({
      ...EMPTY_BOOKS,
      merchant: 99_900n,
      platform_fee: -99_900n,
    })
  })

  test('a reorganisation after settling leaves nothing owed', () => {
    expect(booksOf(NOTHING)).toEqual(EMPTY_BOOKS)
  })
})

describe('what was given back (F6)', () => {
  const paid = { ...NOTHING, arrived: 10_000_000n, settled: 10_000_000n }
  const swept = { sweptNet: 9_900_000n, sweptFee: 100_000n, sweeps: 1 }

  test('after settling: the merchant’s wallet paid it, and nothing else moves', () => {
    expect(booksOf({ ...paid, ...swept, refunded: 4_000_000n })).toEqual({
      ...EMPTY_BOOKS,
      refunded: 4_000_000n,
      merchant_wallet: -4_000_000n,
    })
  })

  test('of money that nobody took: it is the merchant’s then, with the fee, and ends at zero once swept', () => {
    const late = { ...NOTHING, arrived: 10_000_000n, refunded: 10_000_000n, refundedUntaken: 10_000_000n }
    const given = { refunded: 10_000_000n, merchant_wallet: -10_000_000n }
    expect(booksOf(late)).toEqual({
      ...EMPTY_BOOKS,
      ...given,
      deposits: 10_000_000n,
      merchant: -9_900_000n,
      platform_fee: -100_000n,
    })
    expect(booksOf({ ...late, ...swept })).toEqual({ ...EMPTY_BOOKS, ...given })
  })

  test('a part of it leaves the rest in suspense', () => {
    const books = booksOf({
      ...NOTHING,
      arrived: 10_000_000n,
      refunded: 4_000_000n,
      refundedUntaken: 4_000_000n,
    })
    expect(books.suspense).toBe(-6_000_000n)
  })

  test('undone by a reorganisation, it is as if it had never been', () => {
    const before = booksOf({ ...paid, ...swept })
    const after = post(post(before, { ...paid, ...swept, refunded: 1n }), { ...paid, ...swept })
    expect(after).toEqual(before)
  })
})

test('the books always add up to zero', () => {
  fc.assert(
    fc.property(histories, (facts) => {
      const books = booksOf(facts)
      expect(ACCOUNTS.reduce((sum, account) => sum + books[account], 0n)).toBe(0n)
    }),
  )
})

test('once all is settled and swept, however many sweeps it took, nothing is owed', () => {
  fc.assert(
    fc.property(
      fc.array(fc.bigInt({ min: 1n, max: 10n ** 12n }), { minLength: 1, maxLength: 50 }),
      fc.integer({ min: 0, max: 500 }),
      (amounts, feeBps) => {
        const sweeps = amounts.map((amount) => splitFee(amount, feeBps))
        const arrived = amounts.reduce((sum, amount) => sum + amount, 0n)
        const sweptNet = sweeps.reduce((sum, { net }) => sum + net, 0n)
        const facts = {
          ...NOTHING,
          arrived,
          settled: arrived,
          feeBps,
          sweptNet,
          sweptFee: arrived - sweptNet,
        }
        expect(booksOf({ ...facts, sweeps: sweeps.length })).toEqual(EMPTY_BOOKS)
      },
    ),
  )
})

test('posting differences leads to the books the facts ask for, whatever was posted before', () => {
  fc.assert(
    fc.property(fc.array(histories, { minLength: 1, maxLength: 6 }), (told) => {
      const last = told.at(-1) ?? NOTHING
      const posted = told.reduce(post, EMPTY_BOOKS)
      expect(posted).toEqual(booksOf(last))
      expect(postingLines(posted, booksOf(last))).toEqual([])
    }),
  )
})
