import { describe, expect, test } from 'vitest'
import { assess, type InvoiceFacts, type PaymentFacts } from './assess'
import type { Coverage } from './coverage'
import type { InvoiceStatus } from './invoice'
import { afterExpiry, baseUnits, DAI, ETH, EXPIRY, fc, invoiceOf, paymentOf, USDC, USDT } from './testing'

const GRACE_SECONDS = 600
/** Around the edges that decide: expiry, the end of the grace, and the cancellation drawn below. */
const secondsFromExpiry = fc.oneof(
  fc.constantFrom(-301, -300, -299, -1, 0, 1, GRACE_SECONDS, GRACE_SECONDS + 1),
  fc.integer({ min: -900, max: 1500 }),
)
const moments = secondsFromExpiry.map(afterExpiry)
const IDS = Array.from({ length: 12 }, (_, n) => `pay_${n}`)

/** Often a share of what is asked, so that several payments together come near the edges. */
const amounts = fc.oneof(
  fc.integer({ min: 0, max: 24 }).map((half) => BigInt(half) * 500_000n),
  baseUnits,
)

const payments: fc.Arbitrary<PaymentFacts[]> = fc.uniqueArray(
  fc.record({
    id: fc.constantFrom(...IDS),
    asset: fc.constantFrom(USDC, USDC, USDT, ETH, DAI),
    amount: amounts,
    blockTime: moments,
    canonical: fc.boolean(),
    confirmed: fc.boolean(),
    held: fc.constant(false),
    worth: fc.constant(null),
  }),
  { selector: ({ id }) => id, maxLength: IDS.length },
)

const invoices: fc.Arbitrary<InvoiceFacts> = fc
  .record({
    tolerance: fc.record({
      underpaymentPpm: fc.bigInt({ min: 0n, max: 1_000_000n }),
      overpaymentMinor: fc.bigInt({ min: 0n, max: 5_00n }),
      overpaymentAction: fc.constant('credit_account' as const),
    }),
    cancelledAt: fc.option(fc.constantFrom(afterExpiry(-300), afterExpiry(300))),
    settledAt: fc.option(fc.constant(EXPIRY)),
    refunds: fc.oneof(
      { weight: 3, arbitrary: fc.constant([]) },
      {
        weight: 1,
        arbitrary: fc.array(
          fc
            .record({
              asset: fc.constantFrom(USDC, USDT, ETH, DAI),
              amount: amounts,
              uncountedShare: fc.constantFrom(0n, 50n, 100n),
              doneAt: moments,
            })
            .map(({ uncountedShare, ...one }) => ({
              ...one,
              uncounted: (one.amount * uncountedShare) / 100n,
            })),
          { maxLength: 3 },
        ),
      },
    ),
    refundAll: fc.boolean(),
    completed: fc.constant(false),
    acceptedPayments: fc.subarray(IDS),
    lateGraceMs: fc.constantFrom(0, GRACE_SECONDS * 1000),
  })
  .map(invoiceOf)

const open: fc.Arbitrary<InvoiceFacts> = invoices.map((invoice) => ({
  ...invoice,
  settledAt: null,
  refunds: [],
}))
const proven = fc.option(moments)

/** A list, and the same list shuffled with every element repeated as often as chance has it. */
const repeated = payments.chain((list) =>
  fc.tuple(
    fc.constant(list),
    fc.array(fc.nat({ max: Math.max(0, list.length - 1) }), { maxLength: list.length }).chain((extra) => {
      const all = [...list, ...extra.flatMap((index) => list.slice(index, index + 1))]
      return fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length })
    }),
  ),
)

describe('the state hangs on the facts alone', () => {
  test('payments in any order, and any of them repeated, give the same state', () => {
    fc.assert(
      fc.property(invoices, repeated, proven, (invoice, [once, again], provenAt) => {
        expect(assess(invoice, again, provenAt)).toEqual(assess(invoice, once, provenAt))
      }),
    )
  })

  test('assessing again gives the same and changes none of its facts', () => {
    fc.assert(
      fc.property(invoices, payments, proven, (invoice, list, provenAt) => {
        const before = structuredClone({ invoice, list, provenAt })
        const first = assess(invoice, list, provenAt)
        expect(assess(invoice, list, provenAt)).toEqual(first)
        expect({ invoice, list, provenAt }).toEqual(before)
      }),
    )
  })

  test('the order of quotes and of acceptances decides nothing', () => {
    fc.assert(
      fc.property(invoices, payments, proven, (invoice, list, provenAt) => {
        const reversed = {
          ...invoice,
          quotes: invoice.quotes.toReversed(),
          acceptedPayments: invoice.acceptedPayments.toReversed(),
        }
        expect(assess(reversed, list, provenAt)).toEqual(assess(invoice, list, provenAt))
      }),
    )
  })
})

describe('what is counted', () => {
  test('is exactly the canonical money in an asked-for asset that came in time, in the grace, or was accepted', () => {
    fc.assert(
      fc.property(invoices, payments, proven, (invoice, list, provenAt) => {
        const asked = [USDC, USDT, ETH]
        const deadline = EXPIRY.getTime() + invoice.lateGraceMs
        const cancelled = invoice.cancelledAt?.getTime() ?? Number.POSITIVE_INFINITY
        const expected = list.filter((payment) => {
          const time = payment.blockTime.getTime()
          const taken =
            (time <= deadline && time <= cancelled) || invoice.acceptedPayments.includes(payment.id)
          return payment.canonical && payment.amount > 0n && asked.includes(payment.asset) && taken
        })
        const { counted } = assess(invoice, list, provenAt)
        expect(counted).toEqual(expected.map(({ id }) => id).sort())
        const sum = (of: PaymentFacts[]) => of.reduce((total, { amount }) => total + amount, 0n)
        expect(sum(list.filter(({ id }) => counted.includes(id)))).toBe(sum(expected))
      }),
    )
  })

  test('splitting a payment in two of the same block changes nothing but the ids', () => {
    const whole = fc.record({ amount: amounts, blockTime: moments, confirmed: fc.boolean() })
    fc.assert(
      fc.property(
        open,
        payments,
        whole,
        proven,
        fc.bigInt({ min: 1n, max: 99n }),
        (invoice, list, facts, provenAt, percent) => {
          const one = paymentOf({ ...facts, id: 'pay_whole' })
          const part = (one.amount * percent) / 100n
          const two = [
            { ...one, id: 'pay_a', amount: part },
            { ...one, id: 'pay_b', amount: one.amount - part },
          ]
          const { counted: _, ...together } = assess(invoice, [...list, one], provenAt)
          const { counted: __, ...apart } = assess(invoice, [...list, ...two], provenAt)
          expect(apart).toEqual(together)
        },
      ),
    )
  })
})

describe('undoing a block undoes its effect', () => {
  test('the state without its payments is the state from before it, unless settled', () => {
    fc.assert(
      fc.property(open, payments, payments, proven, (invoice, before, inBlock, provenAt) => {
        const added = inBlock.map((payment) => ({ ...payment, id: `${payment.id}_new` }))
        const orphaned = added.map((payment) => ({ ...payment, canonical: false }))
        expect(assess(invoice, [...before, ...orphaned], provenAt)).toEqual(assess(invoice, before, provenAt))
      }),
    )
  })

  test('once settled it stays paid, and reverted says whether the confirmed money still covers it', () => {
    fc.assert(
      fc.property(open, payments, proven, (invoice, list, provenAt) => {
        const settled = assess({ ...invoice, settledAt: EXPIRY }, list, provenAt)
        expect(settled.status).toBe('paid')
        expect(settled.exceptions.has('reverted')).toBe(assess(invoice, list, provenAt).status !== 'paid')
      }),
    )
  })
})

describe('more of a good thing never makes it worse', () => {
  const rank = (status: string) =>
    ['pending', 'expired', 'cancelled', 'partial', 'confirming', 'paid'].indexOf(status)

  test('another payment, or a deeper one, never moves an open invoice back', () => {
    fc.assert(
      fc.property(open, payments, proven, (invoice, list, provenAt) => {
        const [last, ...others] = list
        if (!last) return
        const without = rank(assess(invoice, others, provenAt).status)
        const unconfirmed = rank(assess(invoice, [...others, { ...last, confirmed: false }], provenAt).status)
        const confirmed = rank(assess(invoice, [...others, { ...last, confirmed: true }], provenAt).status)
        expect(without <= unconfirmed && unconfirmed <= confirmed).toBe(true)
      }),
    )
  })

  test('accepting a payment or lengthening the grace never uncounts another', () => {
    fc.assert(
      fc.property(open, payments, proven, (invoice, list, provenAt) => {
        const generous = { ...invoice, acceptedPayments: IDS, lateGraceMs: 1e9 }
        const { counted } = assess(generous, list, provenAt)
        expect(counted).toEqual(expect.arrayContaining([...assess(invoice, list, provenAt).counted]))
      }),
    )
  })

  test('time alone only expires what is unpaid, and says underpaid of what is short', () => {
    fc.assert(
      fc.property(open, payments, (invoice, list) => {
        const before = assess(invoice, list, EXPIRY)
        const after = assess(invoice, list, afterExpiry(1))
        expect(after.status).toBe(before.status === 'pending' ? 'expired' : before.status)
        expect(after.exceptions.has('underpaid')).toBe(after.coverage === 'partial')
        expect(after.counted).toEqual(before.counted)
      }),
    )
  })
})

/** How much can have been seen in each status; what is settled or refunded no longer hangs on it. */
const COVERAGES: Record<InvoiceStatus, readonly Coverage[]> = {
  pending: ['none'],
  partial: ['partial'],
  confirming: ['exact', 'over'],
  paid: ['none', 'partial', 'exact', 'over'],
  expired: ['none'],
  cancelled: ['none', 'partial'],
  refunded: ['none', 'partial', 'exact', 'over'],
}

test('status, coverage and exceptions never contradict each other', () => {
  fc.assert(
    fc.property(invoices, payments, proven, (invoice, list, provenAt) => {
      const { status, coverage, exceptions, counted, settleable } = assess(invoice, list, provenAt)
      const expired = provenAt !== null && provenAt > EXPIRY
      expect(COVERAGES[status]).toContain(coverage)
      const isUntouched = invoice.refunds.length === 0
      expect(!isUntouched || (coverage === 'none') === (counted.length === 0)).toBe(true)
      expect(settleable && status !== 'paid' && status !== 'refunded').toBe(false)
      expect({
        overpaid: exceptions.has('overpaid'),
        underpaid: exceptions.has('underpaid'),
        reverted: exceptions.has('reverted'),
      }).toEqual({
        overpaid: coverage === 'over',
        underpaid: coverage === 'partial' && (status === 'cancelled' || (status === 'partial' && expired)),
        reverted: invoice.settledAt !== null && !settleable,
      })
      const asks = (asking: (payment: PaymentFacts) => boolean) =>
        list.some((payment) => payment.canonical && payment.amount > 0n && asking(payment))
      const foreign = asks(({ asset }) => asset === DAI)
      const late = asks(
        (p) => p.asset !== DAI && isLate(invoice, p) && !invoice.acceptedPayments.includes(p.id),
      )
      // What was given back asks for nothing any more.
      const [saysForeign, saysLate] = [exceptions.has('wrong_asset'), exceptions.has('late')]
      expect(foreign || !saysForeign).toBe(true)
      expect(late || !saysLate).toBe(true)
      expect(!isUntouched || (saysForeign === foreign && saysLate === late)).toBe(true)
    }),
  )
})

function isLate({ expiresAt, cancelledAt }: InvoiceFacts, { blockTime }: PaymentFacts): boolean {
  return blockTime > expiresAt || (cancelledAt !== null && blockTime > cancelledAt)
}
