import { expect, test } from 'vitest'
import { chooseLocale } from './chooseLocale'

const choose = (asked: Partial<Parameters<typeof chooseLocale>[0]>) =>
  chooseLocale({ lang: null, cookie: null, acceptLanguage: null, ...asked })

test('the address goes before the cookie, the cookie before the browser', () => {
  expect(choose({ lang: 'ja', cookie: 'fr', acceptLanguage: 'de' })).toBe('ja')
  expect(choose({ cookie: 'fr', acceptLanguage: 'de' })).toBe('fr')
  expect(choose({ acceptLanguage: 'de' })).toBe('de')
  expect(choose({})).toBe('en')
})

test('what is no language of these is passed over', () => {
  expect(choose({ lang: 'tlh', cookie: 'constructor', acceptLanguage: 'sv, es;q=0.5' })).toBe('es')
})

test.each([
  ['de-AT,de;q=0.9,en;q=0.8', 'de'],
  ['en;q=0.3, ar;q=0.7', 'ar'],
  ['sv-SE, pt-PT;q=0.8, en;q=0.7', 'pt'],
  ['zh-TW', 'zh'],
  ['fr;q=0, ja;q=0.1', 'ja'],
  ['fr;q=lots, ja;q=0.1', 'ja'],
  ['FR-ca', 'fr'],
  ['*', 'en'],
  [';;,,q=1', 'en'],
])('a browser that asks for %s gets %s', (acceptLanguage, locale) => {
  expect(choose({ acceptLanguage })).toBe(locale)
})
