import { describe, expect, test } from 'vitest'
import { createMeter } from './meter'

const signal = new AbortController().signal

describe("a provider's budget", () => {
  test('of the day: what is spent is not asked for, and the rest still is', async () => {
    const meter = createMeter({ perSecond: null, perDay: 100 })
    meter.allow(10)
    await meter.admit(8, signal)
    await expect(meter.admit(3, signal)).rejects.toMatchObject({ code: 'budget_spent' })
    await meter.admit(2, signal)
    expect(meter.taken()).toBe(10)
    expect(meter.taken()).toBe(0)
    meter.allow(100)
    await meter.admit(90, signal)
  })

  test('of the second: calls wait for their share, a batch larger than it is sent all the same', async () => {
    const meter = createMeter({ perSecond: 200, perDay: null })
    const began = performance.now()
    for (let request = 0; request < 12; request += 1) await meter.admit(50, signal)
    // The first 200 at once, and then some of the others' time.
    expect(performance.now() - began).toBeGreaterThan(1_500)
    await meter.admit(500, signal)
    expect(meter.taken()).toBe(1_100)
  })

  test('of the second: nobody waits for long, another provider is asked', async () => {
    let now = 0
    const meter = createMeter({ perSecond: 1, perDay: null }, () => now)
    await meter.admit(20, signal)
    await expect(meter.admit(1, signal)).rejects.toMatchObject({ code: 'budget_spent' })
    now = 30_000
    await meter.admit(1, signal)
  })

  test('a wait ends with the time that is given', async () => {
    const meter = createMeter({ perSecond: 1, perDay: null })
    await meter.admit(4, signal)
    await expect(meter.admit(1, AbortSignal.timeout(10))).rejects.toMatchObject({ code: 'timeout' })
  })

  test('without one, calls are counted alone', async () => {
    const meter = createMeter({ perSecond: null, perDay: null })
    meter.allow(0)
    await meter.admit(5, signal)
    meter.count(1)
    expect(meter.taken()).toBe(6)
  })
})
