import { describe, expect, test } from 'vitest'
import { payState } from './payState'
import { EXPIRES, invoiceWith, minutes, paymentWith, SCENES } from './testing'

describe('payState', () => {
  test.each([
    ['waiting', 'waiting'],
    ['delayed', 'delayed'],
    ['closing', 'closing'],
    ['repricing', 'repricing'],
    ['detected', 'detected'],
    ['confirming', 'confirming'],
    ['confirming-delayed', 'confirming'],
    ['partial', 'partial'],
    ['underpaid', 'underpaid'],
    ['paid', 'paid'],
    ['swept', 'paid'],
    ['overpaid', 'overpaid'],
    ['late', 'late'],
    ['expired', 'expired'],
    ['cancelled', 'cancelled'],
    ['reverted', 'reverted'],
    ['undone', 'undone'],
    ['wrong-asset', 'wrong_asset'],
    ['refunded', 'refunded'],
  ])('%s is %s', (scene, state) => {
    expect(payState(SCENES[scene] ?? invoiceWith())).toBe(state)
  })

  test('the last second of the quote is still open, the next is not (S6)', () => {
    expect(payState(invoiceWith({ now: EXPIRES }))).toBe('waiting')
    expect(payState(invoiceWith({ now: new Date(EXPIRES.getTime() + 1) }))).toBe('closing')
  })

  test('a short invoice whose time is over is closing until the network has answered (D10)', () => {
    const partial = { invoice: { status: 'partial' as const }, now: minutes(1, EXPIRES) }
    expect(payState(invoiceWith(partial))).toBe('closing')
    expect(payState(invoiceWith({ ...partial, open: ['underpaid'] }))).toBe('underpaid')
  })

  test('a delayed network does not hide that money has been seen', () => {
    expect(payState(invoiceWith({ invoice: { status: 'partial' }, delayed: true }))).toBe('partial')
    expect(payState(invoiceWith({ invoice: { status: 'paid' }, delayed: true }))).toBe('paid')
  })

  test('a resolved exception says nothing', () => {
    const invoice = invoiceWith({ invoice: { status: 'expired' } })
    const resolved = { ...invoice, exceptions: [{ kind: 'late' as const, closedAt: EXPIRES }] }
    expect(payState(resolved)).toBe('expired')
  })

  test('an orphaned payment beside one that counts is past', () => {
    const payments = [paymentWith(0, { status: 'orphaned' }), paymentWith(4, { id: 'pay_2' })]
    expect(payState(invoiceWith({ invoice: { status: 'confirming' }, payments }))).toBe('confirming')
  })

  test('late money after a cancellation is what the page is about', () => {
    expect(payState(invoiceWith({ invoice: { status: 'cancelled' }, open: ['late'] }))).toBe('late')
  })
})
