import { expect, it } from 'vitest'
import { behindProxies, clientOfPage, withClient } from './client'

it.each([
  // Nobody's word is believed unless proxies are trusted.
  ['1.1.1.1', '9.9.9.9', 0, '9.9.9.9'],
  [null, '::ffff:9.9.9.9', 0, '9.9.9.9'],
  ['1.1.1.1', '9.9.9.9', 1, '1.1.1.1'],
  ['6.6.6.6, 1.1.1.1', '9.9.9.9', 1, '1.1.1.1'],
  ['6.6.6.6, 1.1.1.1, 2.2.2.2', '9.9.9.9', 2, '1.1.1.1'],
  ['1.1.1.1', '9.9.9.9', 2, null],
  [null, '9.9.9.9', 1, null],
  // Inside Next alone, where there is no socket to be seen.
  ['6.6.6.6, 1.1.1.1', null, 1, '1.1.1.1'],
])('%j at the socket %s behind %i proxies is %s', (forwardedFor, socket, trusted, address) => {
  expect(behindProxies(forwardedFor, socket, trusted)).toBe(address)
})

it('knows a page’s client by the socket, whatever the headers say', async () => {
  const headers = new Headers({ 'x-forwarded-for': '6.6.6.6' })
  await withClient('9.9.9.9', async () => {
    await Promise.resolve()
    expect(clientOfPage(headers, 1)).toBe('9.9.9.9')
  })
  expect(clientOfPage(headers, 0)).toBeNull()
  expect(clientOfPage(headers, 1)).toBe('6.6.6.6')
})
