import fc from 'fast-check'
import { expect, test } from 'vitest'
import { soughtTerms, termsIn } from './searchWords'

test('terms begin at each word and go on to the next space, whatever stands between their words', () => {
  expect(termsIn(['VPN Service, order #ord_789', 'Customer@Example.com'])).toEqual([
    'vpn',
    'service',
    'order',
    'ord.789',
    '789',
    'customer.example.com',
    'example.com',
    'com',
  ])
  expect(termsIn(["a' | b:* \\ %", '007 -12 1e5'])).toEqual(['a', 'b', '007', '12', '1e5'])
  expect(termsIn(['', '\\ % 🙂'])).toEqual([])
})

test('case, width and composition make no difference', () => {
  const terms = termsIn(['Straße ÉCOLE E\u0301cole Ｆｕｌｌ ΑΘΗΝΑ'])
  expect(terms).toEqual(['straße', 'école', 'full', 'αθηνα'])
})

test('where no spaces are written each character is a word', () => {
  expect(termsIn(['ご注文 VPN請求書2'])).toEqual([
    'ご.注.文',
    '注.文',
    '文',
    'vpn.請.求.書.2',
    '請.求.書.2',
    '求.書.2',
    '書.2',
    '2',
  ])
})

test('what was typed last is a beginning, unless it is short', () => {
  expect(soughtTerms('vpn 78 Ser')).toEqual([
    { term: 'vpn', isPrefix: false },
    { term: '78', isPrefix: false },
    { term: 'ser', isPrefix: true },
  ])
  expect(soughtTerms('vpn a-1')[1]).toEqual({ term: 'a.1', isPrefix: true })
  expect(soughtTerms('vpn 78')[1]).toEqual({ term: '78', isPrefix: false })
})

test('any part of a text from the beginning of a word on finds it', () => {
  const word = fc.stringMatching(/^[a-z0-9]{1,8}$/)
  const text = fc.array(fc.tuple(word, fc.constantFrom(' ', '_', '@', '-', '...')), {
    minLength: 1,
    maxLength: 30,
  })
  fc.assert(
    fc.property(text, fc.nat(), fc.nat(), (parts, from, length) => {
      const start = from % parts.length
      const whole = parts.map((part) => part.join('')).join('')
      const sought = parts
        .slice(start, start + 1 + (length % 20))
        .map((part) => part.join(''))
        .join('')
      const terms = termsIn([whole])
      for (const { term, isPrefix } of soughtTerms(sought)) {
        const found = terms.some((one) =>
          isPrefix ? one.startsWith(term) : one === term || one.startsWith(`${term}.`),
        )
        expect(found).toBe(true)
      }
    }),
  )
})

test('a text without end has an end', () => {
  const many = Array.from({ length: 3000 }, (_, at) => `w${at}`).join(' ')
  expect(termsIn([many])).toHaveLength(1000)
  expect(termsIn(['x'.repeat(500)])).toEqual(['x'.repeat(60)])
  const run = Array.from({ length: 8 }, (_, at) => `w${at}`).join('-')
  expect(termsIn([run])[0]).toBe('w0.w1.w2.w3.w4.w5')
  expect(soughtTerms(run).map(({ term }) => term)).toEqual(['w0.w1.w2.w3.w4.w5', 'w6.w7'])
})
