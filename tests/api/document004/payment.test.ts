import { beforeAll, describe, expect, it, vi } from 'vitest'
import { CRON_SECRET } from '@/tests/support/app'
import { documentedInstance } from '../docs/world'
import { differences, example, type Json as Shown } from './shape'

type Json = Record<string, unknown>

const { base, key, receiver, send } = await documentedInstance()
const authorization = { authorization: `Bearer ${key}` }

async function get(path: string, headers: Record<string, string> = authorization): Promise<Json> {
  const answer = await fetch(`${base}/api/v1${path}`, { headers })
  expect(answer.status).toBe(200)
  return answer.json() as Promise<Json>
}
const play = (invoice_id: unknown, steps: unknown) => send('/test/scenarios', { invoice_id, steps })

/** The messages of document 004's stream. */
const TOLD: Record<string, Shown>[] = [
  {
    event: 'payment.detected',
    payment: { amount: 10, status: 'detected' },
    payment_progress: { received: 10, required: 16.49, percent: 60.64 },
  },
  { event: 'payment.confirmed', payment: { amount: 10, status: 'confirmed', confirmations: 12 } },
  { event: 'invoice.paid', status: 'paid', paid_at: '2025-01-15T10:18:00Z' },
]

/** Document 004's "Complete Payment Flow", with its own requests; only the receiver of webhooks is another. */
describe('the payment that document 004 shows', () => {
  let created: Json
  let viewed: Json
  let read: Json
  let settlement: Json
  beforeAll(async () => {
    created = await send('/invoices', { ...example('invoiceCreate.request'), webhook_url: receiver.url })
    await play(created.id, [{ pay: '10.00' }, { wait: 'confirmed' }])
    viewed = await get(`/public/invoice/${String(created.id)}`, {})
    await play(created.id, [{ pay: 'rest' }, { wait: 'confirmed' }, { wait: '1m' }])
    read = await get(`/invoices/${String(created.id)}`)
    settlement = await get(`/settlements/${(read.settlement as { id: string }).id}`)
  })

  it('answers a new invoice as the page does', () => {
    expect(differences(example('invoiceCreate.response'), created)).toEqual([])
    expect(created).toMatchObject({
      subtotal: 14.99,
      total: 16.49,
      usdt_amount: 16.49,
      settlement_preview: { gross_amount: 16.49, platform_fee_amount: 0.16, net_amount: 16.33 },
    })
  })

  it('shows it to the customer as the page does, to the number', () => {
    expect(differences(example('invoicePublic.response'), viewed)).toEqual([])
    expect(viewed.payment_progress).toEqual({
      received: 10,
      required: 16.49,
      remaining: 6.49,
      percent: 60.64,
    })
  })

  it('shows it to the merchant as the page does', () => {
    // What the sender paid the network is the sender's own: it is null.
    const leeway = { nullable: ['payments[].network_fee'] }
    expect(differences(example('invoiceRead.response'), read, leeway)).toEqual([])
    expect(read.status).toBe('paid')
  })

  it('settles it as the page does', () => {
    expect(differences(example('settlementRead.response'), settlement)).toEqual([])
    expect(settlement).toMatchObject({ gross_amount: 16.49, platform_fee_amount: 0.16, net_amount: 16.33 })
  })

  it('tells the merchant’s server as the page does', async () => {
    const told = await vi.waitFor(async () => {
      await fetch(`${base}/api/cron/dispatch`, { headers: { authorization: `Bearer ${CRON_SECRET}` } })
      const [found] = receiver.received.filter(({ json }) => json.type === 'settlement.completed')
      expect(found).toBeDefined()
      return found
    }, 20_000)
    expect(differences(example('settlementCompleted.payload'), told?.json)).toEqual([])
  })

  it('lists it by the page’s own question', async () => {
    const { invoices, pagination } = await get(
      '/invoices?status=paid&limit=50&created_after=2025-01-01T00:00:00Z',
    )
    expect(invoices).toMatchObject([{ id: created.id, status: 'paid' }])
    expect(pagination).toEqual({ total: 1, limit: 50, has_more: false, next_cursor: null })
  })

  it('draws its code by the page’s own question', async () => {
    const path = `/api/v1/public/invoice/${String(created.id)}/qr?size=256&format=png&style=modern`
    const answer = await fetch(`${base}${path}`)
    expect(answer.headers.get('content-type')).toBe('image/png')
  })

  it('streams what happens in the page’s words', async () => {
    const { id } = await send('/invoices', example('invoiceCreate.request'))
    const stream = await fetch(`${base}/api/v1/public/invoice/${String(id)}/events`, {
      headers: { accept: 'text/event-stream' },
    })
    const messages: Json[] = []
    await play(id, [{ pay: '10.00' }, { wait: 'confirmed' }])
    for await (const message of messagesOf(stream)) {
      messages.push(message)
      // Progress is told as it is when it is told: the rest comes once the first part was.
      if (message.event === 'payment.confirmed' && messages.every(({ status }) => status !== 'confirming'))
        await play(id, [{ pay: 'rest' }, { wait: 'confirmed' }])
    }
    const told = messages.filter(({ event }) => TOLD.some((one) => one.event === event))
    expect(told.map(({ event }) => event)).toEqual([
      'payment.detected',
      'payment.confirmed',
      'payment.detected',
      'payment.confirmed',
      'invoice.paid',
    ])
    for (const one of TOLD) {
      const first = told.find(({ event }) => event === one.event)
      expect(differences(one, first)).toEqual([])
    }
    expect(told[0]).toMatchObject({
      payment: { amount: 10, status: 'detected' },
      payment_progress: { received: 10, required: 16.49, percent: 60.64 },
    })
    expect(told[1]).toMatchObject({ payment: { amount: 10, status: 'confirmed' } })
    expect(told[4]).toMatchObject({ status: 'paid' })
  })
})

async function* messagesOf({ body }: Response): AsyncGenerator<Json> {
  let rest = ''
  for await (const text of body?.pipeThrough(new TextDecoderStream()) ?? []) {
    const lines = (rest + text).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) if (line.startsWith('data: ')) yield JSON.parse(line.slice(6)) as Json
  }
}
