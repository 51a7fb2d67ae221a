import { expect, it } from 'vitest'
import { differences } from './shape'

const EXAMPLE = { id: 'a', rate: 1.5, paid_at: '2025', items: [{ name: 'x', quantity: 1 }], override: null }

it('finds what is missing or of another type, at any depth, and nothing else', () => {
  expect(differences(EXAMPLE, { ...EXAMPLE, more: true, override: 3 })).toEqual([])
  expect(differences(EXAMPLE, { ...EXAMPLE, id: 1, rate: undefined })).toEqual([
    'id is number, not string',
    'rate is missing',
  ])
  expect(differences(EXAMPLE, { ...EXAMPLE, items: [{ name: 'x', quantity: '1' }] })).toEqual([
    'items[].quantity is string, not number',
  ])
  expect(differences(EXAMPLE, { ...EXAMPLE, items: [] })).toEqual(['items is empty'])
  expect(differences(EXAMPLE, { ...EXAMPLE, items: {} })).toEqual(['items is object, not a list'])
})

it('allows null where it is said to be allowed', () => {
  const unpaid = { ...EXAMPLE, paid_at: null }
  expect(differences(EXAMPLE, unpaid)).toEqual(['paid_at is null, not string'])
  expect(differences(EXAMPLE, unpaid, { nullable: ['paid_at'] })).toEqual([])
  expect(differences(EXAMPLE, { ...EXAMPLE, rate: undefined }, { absent: ['rate'] })).toEqual([])
})
