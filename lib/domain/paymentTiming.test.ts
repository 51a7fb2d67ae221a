import { expect, test } from 'vitest'
import { dueDateProblem, lockSeconds, payableUntil, timingFrom, type PaymentTiming } from './paymentTiming'

const NOW = new Date('2026-01-15T10:00:00Z')
const due = (dueAt: string, graceDays = 0): PaymentTiming => ({
  mode: 'due_date',
  dueAt: new Date(dueAt),
  graceDays,
})

test('at once ends after its minutes, a due date after its grace', () => {
  expect(payableUntil({ mode: 'immediate', expiresAfterMinutes: 20 }, NOW)).toEqual(
    new Date('2026-01-15T10:20:00Z'),
  )
  expect(payableUntil(due('2026-02-01T00:00:00Z', 3), NOW)).toEqual(new Date('2026-02-04T00:00:00Z'))
})

test('a price that moves stands for twenty minutes at most (D3)', () => {
  expect(lockSeconds({ mode: 'immediate', expiresAfterMinutes: 5 }, NOW)).toBe(300)
  expect(lockSeconds({ mode: 'immediate', expiresAfterMinutes: 60 }, NOW)).toBe(1200)
  expect(lockSeconds(due('2026-02-01T00:00:00Z'), NOW)).toBe(1200)
})

test.each([
  ['2026-01-15T10:00:01Z', null],
  ['2027-01-16T10:00:00Z', null],
  ['2026-01-15T10:00:00Z', 'must be ahead'],
  ['2027-01-16T10:00:01Z', 'must be within 366 days'],
])('due %s: %s', (dueAt, problem) => {
  expect(dueDateProblem(due(dueAt), NOW)).toBe(problem)
})

test('a merchant’s default counts from when an invoice is made', () => {
  expect(timingFrom({ mode: 'due_date', dueAfterDays: 14, graceDays: 2 }, NOW)).toEqual(
    due('2026-01-29T10:00:00Z', 2),
  )
  const usual = { mode: 'immediate', expiresAfterMinutes: 20 } as const
  expect(timingFrom(usual, NOW)).toEqual(usual)
})
