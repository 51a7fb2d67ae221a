import { expect, test } from 'vitest'
import { DomainError, isDomainError } from './errors'

test('a refusal carries its code and where it lies', () => {
  const refusal = new DomainError('INVALID_AMOUNT', 'must be positive', { field: 'items[0].unit_price' })
  expect(refusal).toMatchObject({ code: 'INVALID_AMOUNT', detail: { field: 'items[0].unit_price' } })
  expect(isDomainError(refusal)).toBe(true)
})

test('a refusal from another bundle is known too, and nothing else is', () => {
  expect(isDomainError({ name: 'DomainError', code: 'NOT_FOUND', message: '', detail: {} })).toBe(true)
  for (const other of [new Error('no'), { name: 'Error' }, null, undefined, 'DomainError', 7]) {
    expect(isDomainError(other)).toBe(false)
  }
})
