import { describe, expect, test } from 'vitest'
import { getPublicInvoice } from '@/lib/services/invoices/getPublicInvoice'
import type { Step } from '@/lib/services/testmode/steps'
import { startSandbox, stateOf, told } from '@/tests/support/sandbox'

const sandbox = await startSandbox()

const MINUTE = 60_000
const rest: Step = { type: 'pay', amount: { of: 'rest' }, token: null }
const share = (percent: bigint): Step => ({
  type: 'pay',
  amount: { of: 'share', hundredths: percent * 100n },
  token: null,
})
const wait = (ms: number): Step => ({ type: 'wait', until: { ms } })
const untilExpired: Step = { type: 'wait', until: 'expired' }
const undo = (blocks: number, again = false): Step => ({ type: 'undo', blocks, again })
const down = (ms: number): Step => ({ type: 'down', ms })

/** Minutes and seconds after the invoice was made. */
function clock(created: Date, at: Date): string {
  const seconds = Math.floor((at.getTime() - created.getTime()) / 1000)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

async function play(confirmations: number | null, ...steps: Step[]) {
  const { invoice } = await sandbox.invoice({ confirmationsOverride: confirmations })
  const { steps: played } = await sandbox.play(invoice.id, ...steps)
  const after = await sandbox.read(invoice.id)
  return {
    id: invoice.id,
    after,
    states: played.map((one) => one.detail.invoice.status),
    networks: played.map((one) => one.network),
    log: after.events.map((event) => `${clock(invoice.createdAt, event.createdAt)} ${event.type}`),
  }
}

describe('a scenario', () => {
  test('60 %, twenty minutes, the rest: partial and paid, on the invoice’s own clock', async () => {
    const { states, log } = await play(null, share(60n), wait(20 * MINUTE), rest)
    expect(states).toEqual(['partial', 'partial', 'paid'])
    expect(log).toEqual([
      '0:00 invoice.created',
      '0:01 payment.detected',
      '0:01 invoice.partial',
      '0:01 payment.confirmed',
      '0:02 settlement.swept',
      '20:03 payment.detected',
      '20:03 invoice.confirming',
      '20:03 payment.confirmed',
      '20:03 invoice.paid',
      '20:03 settlement.completed',
      '20:04 settlement.swept',
    ])
  })

  test('too little until the end: underpaid at the expiry, wherever the wait ends', async () => {
    const { after, log } = await play(null, share(60n), wait(24 * 60 * MINUTE))
    expect(stateOf(after)).toEqual(['partial', ['underpaid']])
    expect(log.at(-1)).toBe('30:02 invoice.exception_opened')
  })

  test('a payment that is undone before it is final: pending again, and no settlement', async () => {
    const { states, after } = await play(12, rest, wait(3_000), undo(5), wait(60_000))
    expect(states).toEqual(['confirming', 'confirming', 'pending', 'pending'])
    expect(after.payments).toMatchObject([{ status: 'orphaned' }])
    expect(told(after)).toContain('payment.reverted')
    expect(after.settlement).toBeNull()
  })

  test('three blocks undone with the payment mined again: the same payment, confirmed anew', async () => {
    const { after, states } = await play(12, rest, wait(2_000), undo(3, true), wait(60_000))
    expect(states).toEqual(['confirming', 'confirming', 'confirming', 'paid'])
    expect(after.payments).toHaveLength(1)
    expect(stateOf(after)).toEqual(['paid', []])
  })

  test('undone after it was paid: still paid, with reverted open and the books reversed', async () => {
    const { after } = await play(null, rest, { type: 'undo', blocks: 'payment', again: false })
    expect(stateOf(after)).toEqual(['paid', ['reverted']])
    expect(told(after)).toContain('settlement.reversed')
    await sandbox.play(after.invoice.id, rest)
    expect(stateOf(await sandbox.read(after.invoice.id))).toEqual(['paid', []])
  })

  test('paid late: expired with late open, and nothing settled', async () => {
    const { after, states, log } = await play(null, untilExpired, rest)
    expect([states, stateOf(after)]).toEqual([
      ['expired', 'expired'],
      ['expired', ['late']],
    ])
    expect(log).toContain('30:02 invoice.expired')
    expect(after.settlement).toBeNull()
  })

  test('a network down for five minutes: seen late, in time by its block, and the page says so', async () => {
    const { id, states, networks, log } = await play(null, down(5 * MINUTE), rest, wait(3 * MINUTE))
    expect([states, networks]).toEqual([
      ['pending', 'pending', 'pending'],
      ['down', 'down', 'down'],
    ])
    expect(log).toEqual(['0:00 invoice.created'])
    const page = await getPublicInvoice(sandbox.ctx, id)
    expect(page.networks).toMatchObject([{ name: 'Sandbox', delayed: true }])

    await sandbox.play(id, wait(2 * MINUTE))
    const after = await sandbox.read(id)
    expect(after.invoice.status).toBe('paid')
    expect(after.payments[0]?.blockTime).toEqual(new Date(after.invoice.createdAt.getTime() + 1_000))
    expect((await getPublicInvoice(sandbox.ctx, id)).networks).toMatchObject([{ delayed: false }])
  })

  test('a network that is down over the expiry expires nothing, and money of before then counts', async () => {
    const { states, log } = await play(null, wait(29 * MINUTE), rest, down(5 * MINUTE))
    expect(states.at(-1)).toBe('paid')
    expect(log).toContain('29:01 invoice.paid')
    const other = await play(
      null,
      wait(29 * MINUTE),
      down(5 * MINUTE),
      rest,
      wait(3 * MINUTE),
      wait(3 * MINUTE),
    )
    expect(other.states).toEqual(['pending', 'pending', 'pending', 'pending', 'paid'])
    expect(told(other.after)).not.toContain('invoice.expired')
  })

  test('the same steps have the same outcome, but for names', async () => {
    const steps = [share(60n), undo(1, true), wait(20 * MINUTE), rest, undo(2), rest]
    const [first, second] = [await play(3, ...steps), await play(3, ...steps)]
    expect(second.log).toEqual(first.log)
  })
})

test('a month is waited for as quickly as a minute', async () => {
  const { after } = await play(null, wait(30 * 24 * 60 * MINUTE), rest)
  expect(stateOf(after)).toEqual(['expired', ['late']])
  await expect(sandbox.play(after.invoice.id, wait(365 * 24 * 60 * MINUTE))).rejects.toMatchObject({
    code: 'VALIDATION_FAILED',
  })
})
