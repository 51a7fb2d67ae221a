import { expect, it } from 'vitest'
import { GET, POST } from '@/app/api/v1/invoices/route'
import { createRouter, entry } from './router'

const route = createRouter([
  entry('/api/v1/{...path}', { GET }),
  entry('/api/v1/invoices', { GET, POST }),
  entry('/api/v1/invoices/{id}', { GET }),
  entry('/api/v1/invoices/{id}/cancel', { POST }),
])
const found = (path: string) => {
  const match = route(path)
  return match && { methods: Object.keys(match.answers).join(), params: match.params }
}

it.each([
  ['/api/v1/invoices', { methods: 'GET,POST', params: {} }],
  ['/api/v1/invoices/inv_1', { methods: 'GET', params: { id: 'inv_1' } }],
  ['/api/v1/invoices/inv%5F1', { methods: 'GET', params: { id: 'inv_1' } }],
  ['/api/v1/invoices/%E0%A4%A', { methods: 'GET', params: { id: '%E0%A4%A' } }],
  ['/api/v1/invoices/a%2Fb', { methods: 'GET', params: { id: 'a/b' } }],
  ['/api/v1/invoices/inv_1/cancel', { methods: 'POST', params: { id: 'inv_1' } }],
  ['/api/v1/invoices/', { methods: 'GET', params: {} }],
  ['/api/v1/else/where', { methods: 'GET', params: {} }],
  ['/api/health', null],
  ['/pay/inv_1', null],
])('%s', (path, expected) => {
  expect(found(path)).toEqual(expected)
})
