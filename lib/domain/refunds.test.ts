import { describe, expect, test } from 'vitest'
import type { InvoiceFacts, PaymentFacts } from './assess'
import { total, type GivenBack } from './kept'
import { isAllotted, refundStatus, roomsOf, uncountedPart, withdrawals, type RefundState } from './refunds'
import { afterExpiry, DAI, fc, invoiceOf, paymentOf, USDC, USDT } from './testing'

const AT = afterExpiry(0)
const PREPARED: RefundState = {
  seenAt: null,
  orphanedAt: null,
  confirmedAt: null,
  cancelledAt: null,
  expiredAt: null,
}

function roomOf(invoice: Partial<InvoiceFacts>, payments: Partial<PaymentFacts>[], back: GivenBack[] = []) {
  const named = payments.map((facts, index) => paymentOf({ id: `pay_${index}`, ...facts }))
  return roomsOf(invoiceOf(invoice), named, back).map(({ asset, refundable, excess, uncounted }) => ({
    asset,
    refundable,
    excess,
    uncounted,
  }))
}

describe('what a refund is', () => {
  test.each<[string, Partial<RefundState>]>([
    ['prepared', {}],
    ['sent', { seenAt: AT }],
    ['completed', { seenAt: AT, confirmedAt: AT }],
    ['prepared', { seenAt: AT, orphanedAt: AT }],
    ['cancelled', { cancelledAt: AT }],
    ['expired', { expiredAt: AT }],
    ['completed', { cancelledAt: AT, seenAt: AT, confirmedAt: AT }],
    ['cancelled', { cancelledAt: AT, seenAt: AT, orphanedAt: AT }],
  ])('%s', (status, facts) => {
    expect(refundStatus({ ...PREPARED, ...facts })).toBe(status)
  })
})

describe('what can be given back (F6)', () => {
  test('everything confirmed, less what is given back or on its way', () => {
    expect(roomOf({}, [{}])).toEqual([{ asset: USDC, refundable: 10_000_000n, excess: 0n, uncounted: 0n }])
    expect(roomOf({}, [{ confirmed: false }])).toEqual([])
    expect(roomOf({}, [{ canonical: false }])).toEqual([])
    const back = [{ asset: USDC, amount: 4_000_000n, uncounted: 0n }]
    expect(roomOf({}, [{}], back)).toMatchObject([{ refundable: 6_000_000n }])
  })

  test('the excess is what nobody owed: beyond the whole, late, or of another asset', () => {
    expect(roomOf({}, [{}, { amount: 5n }])).toMatchObject([{ excess: 5n, uncounted: 0n }])
    expect(roomOf({}, [{}, { amount: 5n, blockTime: afterExpiry(9) }])).toMatchObject([
      { excess: 5n, uncounted: 5n },
    ])
    expect(roomOf({}, [{}, { asset: DAI, amount: 7n }])).toMatchObject([
      { asset: DAI, refundable: 7n, excess: 7n },
      { asset: USDC, excess: 0n },
    ])
  })

  test('what is on its way is excess no more', () => {
    const back = [{ asset: USDC, amount: 5n, uncounted: 0n }]
    expect(roomOf({}, [{}, { amount: 5n }], back)).toMatchObject([{ excess: 0n, refundable: 10_000_000n }])
  })
})

test('prepared and done never exceed what was received, whatever is asked for and in whichever order', () => {
  const asks = fc.array(
    fc.record({ asset: fc.constantFrom(USDC, USDT, DAI), share: fc.bigInt({ min: 1n, max: 150n }) }),
    { maxLength: 8 },
  )
  const payments = fc.array(
    fc.record({
      asset: fc.constantFrom(USDC, USDT, DAI),
      amount: fc.bigInt({ min: 1n, max: 20_000_000n }),
      confirmed: fc.boolean(),
      blockTime: fc.constantFrom(afterExpiry(-9), afterExpiry(9)),
    }),
    { maxLength: 6 },
  )
  fc.assert(
    fc.property(payments, asks, (drawn, asked) => {
      const paid = drawn.map((facts, index) => paymentOf({ ...facts, id: `pay_${index}` }))
      const back: GivenBack[] = []
      for (const { asset, share } of asked) {
        const room = roomsOf(invoiceOf(), paid, back).find((one) => one.asset === asset)
        if (!room) continue
        const amount = (room.refundable * share) / 100n
        if (amount === 0n || amount > room.refundable) continue
        back.push({ asset, amount, uncounted: uncountedPart(room, amount) })
      }
      for (const room of roomsOf(invoiceOf(), paid, back)) {
        expect(room.allotted).toBeLessThanOrEqual(room.received)
        expect(room.refundable + room.allotted).toBe(room.received)
        expect(room.excess).toBeLessThanOrEqual(room.refundable)
        expect(room.uncounted).toBeLessThanOrEqual(room.excess)
      }
    }),
  )
})

test('when less stands than was allotted the newest that nobody has seen give way, and no more of them than needed', () => {
  const refunds = fc.array(
    fc.record({
      amount: fc.bigInt({ min: 1n, max: 100n }),
      seenAt: fc.option(fc.constant(AT)),
      cancelledAt: fc.option(fc.constant(AT), { freq: 4 }),
    }),
    { maxLength: 8 },
  )
  fc.assert(
    fc.property(refunds, fc.bigInt({ min: 0n, max: 400n }), (drawn, received) => {
      const all = drawn.map((one, index) => ({ ...PREPARED, ...one, id: `ref_${index}` }))
      const gone = new Set(withdrawals({ received }, all))
      const taking = all.filter(isAllotted)
      const left = taking.filter((one) => !gone.has(one.id))
      const sum = (of: typeof all) => total(of.map(({ amount }) => amount))
      expect(sum(left) <= received || left.every((one) => one.seenAt)).toBe(true)
      expect(taking.filter((one) => gone.has(one.id)).every((one) => !one.seenAt)).toBe(true)
      const oldestGone = taking.find((one) => gone.has(one.id))
      expect(!oldestGone || sum(left) + oldestGone.amount > received).toBe(true)
    }),
  )
})
