import { expect, test } from 'vitest'
import { shownName, symbolFault } from './tokenSymbol'

const known = ['USDC', 'USDT', 'DAI', 'ETH', 'BNB', 'USDT0']

test.each(['PYUSD', 'WBTC', 'EURC', 'USDC.e', 'crvUSD', 'stETH', 'A'])('%s can be shown', (symbol) => {
  expect(symbolFault(symbol, known)).toBeNull()
})

test.each([
  ['USDC', 'imitates'],
  ['usdc', 'imitates'],
  ['U5DC', 'imitates'],
  ['US-DC', 'imitates'],
  ['USDTO', 'imitates'],
  ['8NB', 'imitates'],
  ['DAl', 'imitates'],
  ['USDС', 'unreadable'], // Cyrillic С
  ['USD₮', 'unreadable'],
  ['ＵＳＤＣ', 'unreadable'],
  ['USDC\u200b', 'unreadable'],
  ['\u202eCDSU', 'unreadable'],
  [' USDC', 'unreadable'],
  ['<b>X</b>', 'unreadable'],
  ['TWELVECHARSX', 'unreadable'],
  ['', 'unreadable'],
  [null, 'unreadable'],
])('%j is refused: %s', (symbol, fault) => {
  expect(symbolFault(symbol, known)).toBe(fault)
})

test('a name is shown in plain characters, and cut short', () => {
  expect(shownName('PayPal USD', 'PYUSD')).toBe('PayPal USD')
  expect(shownName('\u202eDSU\u0000 <script>', 'X')).toBe('DSU <script>')
  expect(shownName('名前', 'X')).toBe('X')
  expect(shownName(null, 'X')).toBe('X')
  expect(shownName('n'.repeat(1_000), 'X')).toHaveLength(40)
})
