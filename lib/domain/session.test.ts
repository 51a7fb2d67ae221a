import { describe, expect, it } from 'vitest'
import type { ExceptionKind, InvoiceStatus } from './invoice'
import { eventOf, SESSION_EVENTS, SESSION_STATUSES, sessionStatus, type SessionStatus } from './session'

describe('a session’s state', () => {
  it.each<[InvoiceStatus, ExceptionKind[], boolean, SessionStatus]>([
    ['pending', [], false, 'pending'],
    ['pending', ['wrong_asset'], false, 'pending'],
    ['partial', [], false, 'underpaid'],
    ['partial', ['underpaid'], false, 'underpaid'],
    ['confirming', [], false, 'detected'],
    ['confirming', ['late'], true, 'detected'],
    ['paid', [], false, 'paid'],
    // Money that came on top after its time made it no later paid.
    ['paid', ['late'], false, 'paid'],
    ['paid', ['late'], true, 'paid_late'],
    ['paid', ['overpaid'], false, 'overpaid'],
    ['paid', ['overpaid', 'late'], true, 'overpaid'],
    ['paid', ['overpaid', 'reverted'], false, 'failed'],
    ['refunded', [], false, 'paid'],
    ['refunded', [], true, 'paid_late'],
    ['expired', [], false, 'expired'],
    ['expired', ['late'], false, 'expired'],
    ['cancelled', [], false, 'failed'],
    ['cancelled', ['underpaid'], false, 'failed'],
  ])('%s with %j, by late money %s: %s', (status, open, paidByLateMoney, expected) => {
    expect(sessionStatus({ status, open: new Set(open), paidByLateMoney })).toBe(expected)
  })

  it('has an event of its own', () => {
    expect(SESSION_STATUSES.map(eventOf).toSorted()).toEqual(
      SESSION_EVENTS.filter((event) => event !== 'session.created').toSorted(),
    )
  })
})
