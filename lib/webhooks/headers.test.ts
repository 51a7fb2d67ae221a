import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Webhook } from 'standardwebhooks'
import { createHmac } from 'node:crypto'
import { deliveryHeaders } from './headers'
import { newSecret, secretHint, secretKey } from './secrets'

const AT = new Date('2026-01-15T10:00:00.900Z')
const BODY = '{"id":"evt_1","title":"Größe 16,49 €"}'

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: AT }))
afterEach(() => void vi.useRealTimers())

const signed = (...secrets: [string, ...string[]]) =>
  deliveryHeaders({ id: 'evt_1', type: 'invoice.paid', body: BODY, at: AT, secrets }, 'invoices')

describe('Standard Webhooks', () => {
  it('signs with what whsec_ stands for', () => {
    const secret = newSecret()
    expect(new Webhook(secret).verify(BODY, signed(secret))).toEqual(JSON.parse(BODY))
    expect(() => new Webhook(newSecret()).verify(BODY, signed(secret))).toThrow('No matching signature')
    expect(() => new Webhook(secret).verify(`${BODY} `, signed(secret))).toThrow('No matching signature')
  })

  it('signs with any other secret as it is', () => {
    const secret = 'a secret of the merchant, 32 characters'
    expect(new Webhook(secret, { format: 'raw' }).verify(BODY, signed(secret))).toEqual(JSON.parse(BODY))
  })

  it('is the published example', () => {
    const headers = deliveryHeaders(
      {
        id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
        type: 'test',
        body: '{"test": 2432232314}',
        at: new Date(1_614_265_330_000),
        secrets: ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'],
      },
      'sessions',
    )
    expect(headers['webhook-signature']).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=')
  })

  it('has a signature of each secret while one replaces the other', () => {
    const [now, before] = [newSecret(), newSecret()]
    const headers = signed(now, before)
    expect(headers['webhook-signature']?.split(' ')).toHaveLength(2)
    for (const secret of [now, before]) expect(new Webhook(secret).verify(BODY, headers)).toBeTruthy()
  })
})

it('signs document 004’s header with the secret as it is written', () => {
  const secret = newSecret()
  expect(signed(secret)).toMatchObject({
    'x-crypto-checkout-signature': `sha256=${createHmac('sha256', secret).update(BODY).digest('hex')}`,
    'x-crypto-checkout-timestamp': '1768471200',
    'x-crypto-checkout-webhook-id': 'evt_1',
    'x-crypto-checkout-event': 'invoice.paid',
  })
})

it('signs document 002’s header over time and body, and the secret before it in a header of its own', () => {
  const [now, before] = [newSecret(), newSecret()]
  const parts = { id: 'evt_1', type: 'session.paid', body: BODY, at: AT, secrets: [now, before] } as const
  const headers = deliveryHeaders(parts, 'sessions')
  const signature = (secret: string) =>
    `t=1768471200,v1=${createHmac('sha256', secret).update(`1768471200.${BODY}`).digest('hex')}`
  expect(headers).toMatchObject({
    'x-webhook-signature': signature(now),
    'x-webhook-signature-previous': signature(before),
    'x-webhook-timestamp': '1768471200',
    'webhook-id': 'evt_1',
  })
  expect(Object.keys(headers).filter((name) => name.startsWith('x-crypto-checkout'))).toEqual([])
  expect(signed(now)).not.toHaveProperty('x-webhook-signature')
})

it.each([
  ['whsec_AAAA', Buffer.alloc(3)],
  ['whsec_AA==', Buffer.alloc(1)],
  ['whsec_abc123...', Buffer.from('whsec_abc123...')],
  ['whsec_A', Buffer.from('whsec_A')],
  ['whsec_', Buffer.from('whsec_')],
  ['AAAA', Buffer.from('AAAA')],
])('the key of %s', (secret, key) => expect(secretKey(secret)).toEqual(key))

it('shows of a secret its end', () => {
  expect(secretHint('whsec_abcdefghijklmnopqrstuvwxyz123')).toBe('whsec_***123')
  expect(secretHint('abcdefghijklmnopqrstuvwxyz123456')).toBe('***456')
})
