import { expect, test } from 'vitest'
import type { Actor } from '@/lib/services/context'
import { getTimeToPay } from '@/lib/services/analytics/getTimeToPay'
import { startSandbox } from '@/tests/support/sandbox'

const sandbox = await startSandbox()
const { ctx, actor } = sandbox
const stranger = await sandbox.register('else@example.com')

const week = (as: Actor, timezone = 'UTC') =>
  getTimeToPay(ctx, as, { asked: { period: '7d' }, grouping: 'day', timezone })

async function paidAfter(seconds: number): Promise<void> {
  const { invoice } = await sandbox.invoice()
  await sandbox.play(
    invoice.id,
    { type: 'wait', until: { ms: seconds * 1_000 } },
    { type: 'pay', amount: { of: 'rest' }, token: null },
    { type: 'wait', until: 'confirmed' },
  )
}

test('the median of what was paid, by day and in all, of this merchant and mode alone', async () => {
  expect(await week(actor)).toMatchObject({ total: null })
  for (const seconds of [30, 120, 600]) await paidAfter(seconds)
  sandbox.advance(86_400)
  await paidAfter(240)

  const { total, parts } = await week(actor)
  expect(parts).toHaveLength(7)
  expect(total?.of).toBe(4)
  const [yesterday, today] = parts.slice(-2)
  // To the block after it, which is some seconds away.
  const near = (ms: number | undefined, seconds: number) => {
    expect(ms).toBeGreaterThanOrEqual(seconds * 1_000)
    expect(ms).toBeLessThan((seconds + 30) * 1_000)
  }
  expect(yesterday?.time?.of).toBe(3)
  near(yesterday?.time?.medianMs, 120)
  near(today?.time?.medianMs, 240)
  expect(parts.slice(0, -2).every(({ time }) => time === null)).toBe(true)

  for (const other of [stranger, { ...actor, mode: 'live' as const }]) {
    expect((await week(other)).total).toBeNull()
  }
  expect((await week(actor, 'No/Where')).total?.of).toBe(4)
})
