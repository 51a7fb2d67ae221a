import { expect, test } from 'vitest'
import { assess } from './assess'
import { mayRequote } from './requote'
import { afterExpiry, ETH, invoiceOf, paymentOf } from './testing'

const MINUTE = 60_000
const FIRST_UNTIL = afterExpiry(-60 * MINUTE)
/** Quoted at 1 ETH until an hour before it ends, then at 2. */
const invoice = invoiceOf({
  quotes: [{ asset: ETH, amount: 2n, past: [{ amount: 1n, until: FIRST_UNTIL }] }],
})
const oneAt = (blockTime: Date) =>
  paymentOf({ id: `pay_${blockTime.getTime()}`, asset: ETH, amount: 1n, blockTime })
const share = (...payments: ReturnType<typeof oneAt>[]) => assess(invoice, payments, null).share

test('the version that stood at the block values a payment', () => {
  expect(share(oneAt(FIRST_UNTIL))).toEqual({ num: 1n, den: 1n })
  expect(share(oneAt(afterExpiry(-1)))).toEqual({ num: 1n, den: 2n })
})

test('what came between two quotes takes the later one', () => {
  expect(share(oneAt(new Date(FIRST_UNTIL.getTime() + 1)))).toEqual({ num: 1n, den: 2n })
})

test('payments under several versions add up exactly', () => {
  expect(share(oneAt(FIRST_UNTIL), oneAt(afterExpiry(-1)))).toEqual({ num: 3n, den: 2n })
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
