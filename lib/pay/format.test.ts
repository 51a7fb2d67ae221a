import { expect, test } from 'vitest'
import { countdown, fiatAmount, timeOf, tokenAmount, webUrl } from './format'
import { qrPath } from './qr'

test.each([
  [16_490_000n, 6, '16.49'],
  [16_500_000n, 6, '16.50'],
  [1n, 6, '0.000001'],
  [17n, 0, '17'],
  [1_234_567_000_000n, 6, '1234567.00'],
])('%s base units of %s decimals are typed as %s', (amount, decimals, text) => {
  expect(tokenAmount(amount, decimals)).toBe(text)
})

test('fiat is grouped and has its minor digits', () => {
  expect(fiatAmount(16_49n, 'USD')).toBe('$16.49')
  expect(fiatAmount(1_234_567_80n, 'USD')).toBe('$1,234,567.80')
  expect(fiatAmount(0n, 'USD')).toBe('$0.00')
  expect(fiatAmount(9_99n, 'EUR')).toBe('€9.99')
  expect(fiatAmount(1_500n, 'JPY')).toBe('¥1,500')
  expect(fiatAmount(4_250n, 'KWD')).toBe('KWD\u00a04.250')
  expect(fiatAmount(-1_00n, 'GBP')).toBe('-£1.00')
  // No digit goes through a float.
  expect(fiatAmount(12_345_678_901_234_567_890_12n, 'USD')).toBe('$12,345,678,901,234,567,890.12')
})

test('times are in UTC, with their day where it is another', () => {
  const now = new Date('2026-01-15T23:50:00Z')
  expect(timeOf(new Date('2026-01-15T23:59:00Z'), now)).toBe('23:59\u00a0UTC')
  expect(timeOf(new Date('2026-01-16T00:05:00Z'), now)).toBe('16 Jan, 00:05\u00a0UTC')
})

test.each([
  [1_781_000, '29:41'],
  [60_000, '01:00'],
  [7_500_000, '2:05:00'],
  [-5, '00:00'],
])('%s ms count down as %s', (milliseconds, text) => {
  expect(countdown(milliseconds)).toBe(text)
})

test('only web addresses become links', () => {
  expect(webUrl('https://shop.example/a')).toBe('https://shop.example/a')
  expect(webUrl('javascript:alert(1)')).toBeNull()
  expect(webUrl(null)).toBeNull()
})

test('a QR path has its quiet zone and nothing outside of it', () => {
  const { size, path } = qrPath('0x7cB57B5A97eAbe94205C07890BE4c1aD31E486A8')
  const starts = [...path.matchAll(/M(\d+) (\d+)h(\d+)/g)].map((run) =>
    run.slice(1).map((part) => Number.parseInt(part)),
  )
  expect(starts.length).toBeGreaterThan(100)
  for (const [x = 0, y = 0, width = 0] of starts) {
    expect(Math.min(x, y)).toBeGreaterThanOrEqual(4)
    expect(Math.max(x + width, y + 1)).toBeLessThanOrEqual(size - 4)
  }
})
