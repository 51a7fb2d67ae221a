import { describe, expect, test } from 'vitest'
import { chooseMode, createDensityMeter } from './mode'

const wide = { recipient: 2_000, token: 2_000 }

describe('the mode of a query', () => {
  test.each([
    ['few recipients, not measured', { recipients: 10, density: null }, 'recipient'],
    ['many recipients, not measured', { recipients: 5_000, density: null }, 'token'],
    ['few recipients of a busy token', { recipients: 900, density: 80 }, 'recipient'],
    ['many recipients of a busy token', { recipients: 20_000, density: 80 }, 'recipient'],
    ['many recipients of a quiet token', { recipients: 20_000, density: 0.01 }, 'token'],
    ['nobody', { recipients: 0, density: 0 }, 'recipient'],
  ] as const)('%s', (_, facts, mode) => {
    expect(chooseMode({ ...facts, maxTopics: 1_000, range: wide })).toBe(mode)
  })

  test('in a single block a thousand times as many recipients are worth reading by token', () => {
    const facts = { recipients: 100_000, density: 80, maxTopics: 1_000, range: { recipient: 1, token: 1 } }
    expect(chooseMode(facts)).toBe('token')
  })

  test('a range that a provider cuts short counts against its mode', () => {
    const facts = { recipients: 3_000, density: 0.05, maxTopics: 1_000 }
    expect(chooseMode({ ...facts, range: { recipient: 2_000, token: 2_000 } })).toBe('token')
    expect(chooseMode({ ...facts, range: { recipient: 2_000, token: 10 } })).toBe('recipient')
  })
})

test('the density follows what is measured, and is forgotten after a while without', () => {
  const meter = createDensityMeter()
  expect(meter.value()).toBeNull()
  meter.measured(100, 10)
  expect(meter.value()).toBe(10)
  for (let query = 0; query < 20; query += 1) meter.measured(0, 10)
  expect(meter.value()).toBeLessThan(0.1)
  for (let query = 0; query < 199; query += 1) meter.passed()
  expect(meter.value()).not.toBeNull()
  meter.passed()
  expect(meter.value()).toBeNull()
})
