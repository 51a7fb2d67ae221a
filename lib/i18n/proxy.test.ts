import { NextRequest } from 'next/server'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { proxy } from '@/proxy'

beforeAll(() => vi.stubEnv('PUBLIC_URL', 'https://pay.example'))
afterAll(() => vi.unstubAllEnvs())

/** What the page is told, and what the browser is given to keep. */
function asked(path: string, headers: Record<string, string> = {}) {
  const response = proxy(new NextRequest(new URL(path, 'https://pay.example'), { headers }))
  return {
    locale: response.headers.get('x-middleware-request-x-page-locale'),
    search: response.headers.get('x-middleware-request-x-page-search'),
    kept: response.cookies.get('__Host-lang'),
  }
}

test('a customer’s page is in the language its address asks for, which is kept', () => {
  const { locale, search, kept } = asked('/pay/inv_1?lang=ar', { 'accept-language': 'de' })
  expect([locale, search]).toEqual(['ar', '?lang=ar'])
  expect(kept).toMatchObject({ value: 'ar', httpOnly: true, sameSite: 'lax', secure: true, path: '/' })
})

test('a form’s answer comes in the language that was kept, whatever the browser speaks', () => {
  const { locale, kept } = asked('/pay/inv_1?check=done', {
    cookie: '__Host-lang=ja',
    'accept-language': 'de',
  })
  expect([locale, kept]).toEqual(['ja', undefined])
})

test('nobody is given a language by a header of their own, or keeps one that there is not', () => {
  expect(asked('/checkout/cs_1', { 'x-page-locale': 'fr' }).locale).toBe('en')
  expect(asked('/checkout/cs_1?lang=%0d%0aevil').kept).toBeUndefined()
})

test('the dashboard stays in English', () => {
  const { locale, kept } = asked('/dashboard?lang=de', { 'accept-language': 'de', cookie: '__Host-lang=fr' })
  expect([locale, kept]).toEqual(['en', undefined])
})

test.each(['/pay/inv_1', '/invoice/inv_1', '/checkout/cs_1', '/l/coffee', '/receipt/inv_1'])(
  '%s is translated',
  (path) => {
    expect(asked(path, { 'accept-language': 'es-MX' }).locale).toBe('es')
  },
)
