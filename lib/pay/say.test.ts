import { expect, test } from 'vitest'
import { roughly, sayIn } from './say'

test.each([
  [12_000, 'a few seconds'],
  [60_000, 'about a minute'],
  [144_000, 'about 2 minutes'],
  [7_200_000, 'about 2 hours'],
])('%s ms are %s', (milliseconds, text) => {
  expect(roughly(milliseconds, 'en')).toBe(text)
})

test('fiat and times follow the language, amounts of tokens do not', () => {
  const now = new Date('2026-01-15T23:50:00Z')
  const tomorrow = new Date('2026-01-16T00:05:00Z')
  const german = sayIn('de')
  expect(german.fiat(1_234_567_80n, 'USD')).toBe('1.234.567,80\u00a0$')
  expect(german.fiat(12_345_678_901_234_567_890_12n, 'EUR')).toBe('12.345.678.901.234.567.890,12\u00a0€')
  expect(german.time(tomorrow, now)).toBe('16. Jan., 00:05\u00a0UTC')
  expect(sayIn('ja').time(tomorrow, now)).toBe('1月16日 00:05\u00a0UTC')
  expect(sayIn('fr').amount(16_490_000n, { decimals: 6, token: 'USDT' })).toBe('16.49\u00a0USDT')
  expect(roughly(144_000, 'ar')).toBe('نحو دقيقتين')
  expect(roughly(7_200_000, 'pt')).toBe('cerca de 2 horas')
})

test('in Arabic an amount keeps its direction, and digits are those of the addresses beside it', () => {
  const say = sayIn('ar')
  expect(say.amount(16_490_000n, { decimals: 6, token: 'USDT' })).toBe('\u206616.49\u00a0USDT\u2069')
  expect(say.name('Acme')).toBe('\u2068Acme\u2069')
  expect(say.percent(6_064)).toMatch(/60/)
  expect(say.time(new Date('2026-01-16T00:05:00Z'), new Date('2026-01-15T23:50:00Z'))).toBe(
    '16 يناير، \u206600:05\u00a0UTC\u2069',
  )
})
