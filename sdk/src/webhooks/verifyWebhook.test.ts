import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { deliveryHeaders } from '@/lib/webhooks/headers'
import { newSecret } from '@/lib/webhooks/secrets'
import { verifyWebhook, type VerifyOptions } from './verifyWebhook.js'

const AT = new Date('2026-01-15T10:00:00Z')
const BODY =
  '{"id":"evt_1","type":"invoice.paid","livemode":true,"data":{"settlement":{"net_amount":16.30},"x":"Größe €"}}'
const [SECRET, BEFORE] = [newSecret(), newSecret()]
const PLAIN = 'a secret of the merchant, 32 characters'

type Headers = Record<string, string>
const signed = (dialect: 'invoices' | 'sessions', ...secrets: [string, ...string[]]) =>
  deliveryHeaders({ id: 'evt_1', type: 'invoice.paid', body: BODY, at: AT, secrets }, dialect)
const only = (headers: Headers, start: string) =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => name.startsWith(start)))
const verify = (
  headers: Headers,
  secret: string | string[] = SECRET,
  options: VerifyOptions = {},
  body = BODY,
) => verifyWebhook(body, headers, secret, { now: AT, ...options })

/** Each form by itself, as where a gateway lets no other header through. */
const FORMS = [
  { name: 'Standard Webhooks', dialect: 'invoices', start: 'webhook-', schemes: undefined },
  { name: 'sessions', dialect: 'sessions', start: 'x-webhook-', schemes: undefined },
  { name: 'invoices', dialect: 'invoices', start: 'x-crypto-checkout-', schemes: ['invoices'] },
] as const

describe.each(FORMS)('signed in the form of $name', ({ dialect, start, schemes }) => {
  const form = (...secrets: [string, ...string[]]) => only(signed(dialect, ...secrets), start)
  const options = schemes ? { schemes } : {}

  it('gives the event, its amounts with their digits', async () => {
    expect(await verify(form(SECRET), SECRET, options)).toEqual({
      id: 'evt_1',
      type: 'invoice.paid',
      livemode: true,
      data: { settlement: { net_amount: '16.30' }, x: 'Größe €' },
    })
    await expect(verify(form(PLAIN), PLAIN, options)).resolves.toMatchObject({ id: 'evt_1' })
  })

  it('takes bytes as well as text, and headers however they come', async () => {
    const headers = form(SECRET)
    const bytes = new TextEncoder().encode(BODY)
    const upper = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name.toUpperCase(), [value]]),
    )
    for (const one of [new Headers(headers), upper])
      await expect(verifyWebhook(bytes, one, SECRET, { now: AT, ...options })).resolves.toMatchObject({
        id: 'evt_1',
      })
  })

  it('is good with either secret while one replaces the other', async () => {
    const headers = form(SECRET, BEFORE)
    for (const secret of [SECRET, BEFORE, [BEFORE, newSecret()], [newSecret(), SECRET]])
      await expect(verify(headers, secret, options)).resolves.toMatchObject({ id: 'evt_1' })
  })

  it('is refused with another secret, another body, and a signature that is none', async () => {
    const mismatch = { name: 'WebhookError', code: 'signature_mismatch' }
    await expect(verify(form(SECRET), newSecret(), options)).rejects.toMatchObject(mismatch)
    await expect(verify(form(SECRET), SECRET, options, `${BODY} `)).rejects.toMatchObject(mismatch)
    const garbled = Object.fromEntries(
      Object.entries(form(SECRET)).map(([name, value]) => [
        name,
        name.endsWith('signature') ? value.slice(0, -2) : value,
      ]),
    )
    await expect(verify(garbled, SECRET, options)).rejects.toMatchObject({ name: 'WebhookError' })
  })
})

describe.each(FORMS.slice(0, 2))('the time in the form of $name', ({ dialect, start }) => {
  const headers = only(signed(dialect, SECRET), start)
  const later = (seconds: number) => new Date(AT.getTime() + seconds * 1000)

  it.each([0, 299, 300, -300])('%i s later is soon enough', async (seconds) => {
    await expect(verify(headers, SECRET, { now: later(seconds) })).resolves.toMatchObject({ id: 'evt_1' })
  })

  it.each([301, -301, 1e9])('%i s later is not', async (seconds) => {
    const code = 'timestamp_out_of_tolerance'
    await expect(verify(headers, SECRET, { now: later(seconds) })).rejects.toMatchObject({ code })
    await expect(verify(headers, SECRET, { now: later(seconds), tolerance: 2e9 })).resolves.toBeDefined()
  })

  it('cannot be changed', async () => {
    const text = String(AT.getTime() / 1000)
    const moved = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, value.replace(text, '1768471260')]),
    )
    await expect(verify(moved)).rejects.toMatchObject({ code: 'signature_mismatch' })
  })
})

it('does not believe a signature without its time unless told to: an old delivery could come again', async () => {
  const headers = only(signed('invoices', SECRET), 'x-crypto-checkout-')
  await expect(verify(headers)).rejects.toMatchObject({
    code: 'signature_missing',
    message: expect.stringContaining('`invoices`'),
  })
})

it('goes by the strongest signature that is there: a right one of another form beside it changes nothing', async () => {
  const old = { ...signed('invoices', SECRET), 'webhook-timestamp': '1768000000' }
  const schemes = ['invoices', 'sessions', 'standard'] as const
  await expect(verify(old, SECRET, { schemes })).rejects.toMatchObject({ code: 'timestamp_out_of_tolerance' })
})

it('refuses what is not signed at all, and a secret that is missing', async () => {
  await expect(verify({})).rejects.toMatchObject({ name: 'WebhookError', code: 'signature_missing' })
  for (const secret of ['', [], [SECRET, '']])
    await expect(verify(signed('invoices', SECRET), secret)).rejects.toThrow(TypeError)
})

it('refuses what is signed and no JSON', async () => {
  const body = 'not json'
  const headers = deliveryHeaders({ id: 'evt_1', type: 'x', body, at: AT, secrets: [SECRET] }, 'invoices')
  await expect(verify(headers, SECRET, {}, body)).rejects.toMatchObject({ code: 'invalid_payload' })
})

it('is the published example of Standard Webhooks', async () => {
  const headers = {
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1a,AAAA v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  }
  const event = await verifyWebhook(
    '{"test": 2432232314}',
    headers,
    'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
    {
      now: new Date(1_614_265_330_000),
    },
  )
  expect(event).toEqual({ test: 2432232314 })
})

it('is the published example of sessions', async () => {
  const signature = createHmac('sha256', SECRET).update(`1768471200.${BODY}`).digest('hex')
  const headers = {
    'X-Webhook-Signature': `t=1768471200,v1=${signature}`,
    'X-Webhook-Timestamp': '1768471200',
  }
  await expect(verify(headers)).resolves.toMatchObject({ id: 'evt_1' })
})
