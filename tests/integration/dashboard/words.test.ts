import { describe, expect, test } from 'vitest'
import { invoiceView } from '@/lib/dashboard/invoiceView'
import { showInvoice } from '@/lib/services/dashboard/showInvoice'
import { cancelInvoice } from '@/lib/services/invoices/cancelInvoice'
import { PAY_SCENES } from '@/scripts/gallery/payStates'
import { startSandbox } from '@/tests/support/sandbox'

const sandbox = await startSandbox()
const { ctx, actor } = sandbox

async function viewOf(id: string) {
  const shown = await showInvoice(ctx, actor, id)
  return invoiceView(shown, {
    networks: (network) => ctx.networks.get(network),
    userId: 'usr_me',
    publicUrl: 'https://checkout.example',
    zone: 'UTC',
  })
}

const HEADLINES: Readonly<Record<string, RegExp>> = {
  waiting: /^Waiting for the customer to pay$/,
  delayed: /^Sandbox is being read with a delay$/,
  closing: /^Its time is over/,
  // To the merchant it is one that waits; the customer is told that a price is being fetched.
  repricing: /^Waiting for the customer to pay$/,
  detected: /^A payment was seen$/,
  confirming: /^Confirming: \d+ of 12$/,
  partial: /^10\.00.USDT of 16\.49.USDT arrived$/,
  underpaid: /^Underpaid: 6\.49.USDT are missing$/,
  paid: /^Paid on /,
  overpaid: /^Paid, and 5\.00.USDT too much$/,
  late: /^Money arrived too late$/,
  expired: /^Expired$/,
  cancelled: /^Cancelled$/,
  reverted: /^A payment was undone by the network$/,
  undone: /^A settled payment was undone$/,
  'wrong-asset': /^Another token arrived$/,
}

describe('why an invoice is in its state', () => {
  test.each(Object.entries(PAY_SCENES))('%s', async (name, { steps, cancelled }) => {
    const { invoice } = await sandbox.invoice({ confirmationsOverride: 12 })
    if (steps.length > 0) await sandbox.play(invoice.id, ...steps)
    if (cancelled) await cancelInvoice(ctx, actor, invoice.id, { reason: 'Sold out' })
    const view = await viewOf(invoice.id)
    expect(view.standing.headline).toMatch(HEADLINES[name] ?? /never/)
    expect(view.standing.next).not.toBe('')
    const text = JSON.stringify(view)
    for (const hole of ['undefined', 'null ', 'NaN', '[object']) expect(text).not.toContain(hole)
    // Every event has a sentence of its own, not only its name.
    for (const line of view.log) expect(line.title).not.toBe(line.type)
  })
})

test('the log says who, what and when, from the first line on', async () => {
  const { invoice } = await sandbox.invoice({ confirmationsOverride: 12 })
  await sandbox.play(invoice.id, ...(PAY_SCENES.paid?.steps ?? []))
  const { log } = await viewOf(invoice.id)
  expect(log.map((line) => line.seq)).toEqual(log.map((_, index) => index + 1))
  expect(log[0]).toMatchObject({ title: 'Invoice made over 16.49 USD', who: 'API key sk_test_***abc' })
  const titles = log.map((line) => line.title).join('\n')
  expect(titles).toMatch(/16\.49 USDT seen in block \d+/)
  expect(titles).toMatch(/16\.49 USDT confirmed/)
  expect(titles).toMatch(/Settled: 16\.3251 USDT are yours/)
  expect(log.find((line) => line.type === 'payment.detected')).toMatchObject({
    who: 'The checkout, by itself',
    transaction: { full: expect.stringMatching(/^0x[0-9a-f]{64}$/) },
  })
})
