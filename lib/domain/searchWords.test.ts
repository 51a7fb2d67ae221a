import { expect, test } from 'vitest'
import { soughtWords, wordsIn } from './searchWords'

test('words are letters and digits, whatever stands between them', () => {
  expect(wordsIn(['VPN Service, order #ord_789', 'Customer@Example.com'])).toEqual([
    'vpn',
    'service',
    'order',
    'ord',
    '789',
    'customer',
    'example',
    'com',
  ])
  expect(wordsIn(["a' | b:* \\ %", '007 -12 1e5'])).toEqual(['a', 'b', '007', '12', '1e5'])
  expect(wordsIn(['', '\\ % 🙂'])).toEqual([])
})

test('case, width and composition make no difference', () => {
  const words = wordsIn(['Straße ÉCOLE E\u0301cole Ｆｕｌｌ ΑΘΗΝΑ'])
  expect(words).toEqual(['straße', 'école', 'full', 'αθηνα'])
})

test('where no spaces are written each character is a word', () => {
  expect(wordsIn(['ご注文 VPN請求書2'])).toEqual(['ご', '注', '文', 'vpn', '請', '求', '書', '2'])
})

test('longer words of a search are beginnings', () => {
  expect(soughtWords('vpn 78 Ser')).toEqual([
    { word: 'vpn', isPrefix: true },
    { word: '78', isPrefix: false },
    { word: 'ser', isPrefix: true },
  ])
})

test('a text without end has an end', () => {
  const many = Array.from({ length: 3000 }, (_, at) => `w${at}`).join(' ')
  expect(wordsIn([many])).toHaveLength(1000)
  expect(wordsIn(['x'.repeat(500)])).toEqual(['x'.repeat(60)])
})
