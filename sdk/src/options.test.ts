import { inspect } from 'node:util'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { CryptoCheckout } from './client.js'
import type { ClientOptions } from './options.js'

const baseUrl = 'https://pay.example.com'
const apiKey = 'sk_live_abcdefghijklmnopqrstuvwxyz'
const make = (options: Partial<ClientOptions>) => new CryptoCheckout({ baseUrl, ...options })
const refused = expect.objectContaining({ name: 'CheckoutError', code: 'invalid_option' })

afterEach(() => void vi.unstubAllGlobals())

it.each([
  { baseUrl: 'pay.example.com' },
  { baseUrl: 'ftp://pay.example.com' },
  { baseUrl: 'https://user:word@pay.example.com' },
  { baseUrl: 'https://pay.example.com?x=1' },
  { apiKey: '' },
  { apiKey: `${apiKey}\n` },
  { timeout: 0 },
  { timeout: Number.NaN },
  { timeout: Infinity },
  { maxRetries: -1 },
  { maxRetries: 1.5 },
])('refuses %j', (options) => {
  expect(() => make(options)).toThrow(refused)
})

describe('a key over http', () => {
  it.each(['http://localhost:3000', 'http://127.0.0.1:3000', 'http://[::1]:3000'])('goes to %s', (here) => {
    expect(() => make({ baseUrl: here, apiKey })).not.toThrow()
  })

  it('goes nowhere else unless that is asked for', () => {
    const there = { baseUrl: 'http://checkout:3000', apiKey }
    expect(() => make(there)).toThrow(refused)
    expect(() => make({ ...there, baseUrl: 'http://127.0.0.1.example.com' })).toThrow(refused)
    expect(() => make({ ...there, dangerouslyAllowHttp: true })).not.toThrow()
    expect(() => make({ baseUrl: there.baseUrl })).not.toThrow()
  })
})

describe('in a browser', () => {
  it('takes a token or nothing, and a key only if that is asked for', () => {
    vi.stubGlobal('window', {})
    vi.stubGlobal('document', {})
    expect(() => make({ apiKey })).toThrow(refused)
    expect(() => make({ apiKey, dangerouslyAllowBrowser: true })).not.toThrow()
    expect(() => make({ apiKey: 'eyJhbGciOiJIUzI1NiJ9.e30.x' })).not.toThrow()
    expect(() => make({})).not.toThrow()
  })
})

it('shows its key nowhere', async () => {
  const fetch = () => Promise.reject(new TypeError('fetch failed'))
  const client = make({ apiKey, cronSecret: 'cron_abcdefghij', fetch, maxRetries: 0 })
  const failure: unknown = await client.invoices.retrieve('inv_1').catch((error: unknown) => error)
  const shown = [client, failure].map(
    (one) => inspect(one, { depth: 9, showHidden: true }) + JSON.stringify(one),
  )
  for (const text of shown) expect(text).not.toMatch(/abcdefghij/)
})

it('asks for a key before anything is sent', async () => {
  const fetch = vi.fn<typeof globalThis.fetch>()
  await expect(make({ fetch }).invoices.retrieve('inv_1')).rejects.toThrow(
    'get_v1_invoices_id needs an apiKey',
  )
  await expect(make({ fetch }).operator.reconcile()).rejects.toThrow('needs the cronSecret')
  expect(fetch).not.toHaveBeenCalled()
})
