import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { GET as unknown } from '@/app/api/checkout/[...path]/route'
import { DELETE as revoke } from '@/app/api/checkout/api-keys/[id]/route'
import { GET as listKeys, PATCH, POST as makeKey } from '@/app/api/checkout/api-keys/route'
import { GET as readConfig, PUT as putConfig } from '@/app/api/checkout/config/route'
import { GET as listMethods } from '@/app/api/checkout/payment-methods/route'
import { POST as takeToken } from '@/app/api/v1/auth/token/route'
import { users } from '@/db/schema'
import { DomainError, type ErrorCode } from '@/lib/domain/errors'
import { checkoutApi } from '@/lib/http/checkout/api'
import { CHECKOUT_STATUSES } from '@/lib/http/checkout/errors'
import type { AnyErrorCode } from '@/lib/http/dialect'
import { createRouter } from '@/server/router'
import { MANIFEST } from '@/server/manifest.gen'
import { ask, type Asked, type Told } from '@/tests/support/api'
import { testApp } from '@/tests/support/app'
import { personOf } from '@/tests/support/people'

type Headers = Record<string, string>

const METHODS = '/api/checkout/payment-methods'
const CONFIG = '/api/checkout/config'
const world = await testApp()
const { app } = world
const merchant = await world.merchant()
const other = await world.merchant()
const key = await world.key(merchant.id)
const owner = await personOf(app, merchant.id)

const token = async (from = key, scope?: string[]) =>
  String(
    (
      await ask(app, takeToken, '/api/v1/auth/token', {
        body: { grant_type: 'api_key', api_key: from, scope },
      })
    ).json.access_token,
  )
const methods = (headers: Record<string, string> = {}) => ask(app, listMethods, METHODS, { headers })

/** A refusal as it was told, once it is seen to have document 000's form and nothing else. */
function refused(told: Told) {
  const form = z.strictObject({
    error: z.string().min(1),
    details: z.record(z.string(), z.array(z.string().min(1)).min(1)).optional(),
  })
  return { status: told.status, ...form.parse(told.json) }
}

describe('who asks', () => {
  it('is known by a key, a session or a bearer', async () => {
    const ways: Headers[] = [
      { 'x-api-key': key },
      { cookie: owner.cookie },
      { authorization: `Bearer ${await token()}` },
      { authorization: `Bearer ${key}` },
    ]
    for (const headers of ways) {
      expect(await methods(headers)).toMatchObject({ status: 200 })
    }
  })

  it('is told in the document’s words to be nobody', async () => {
    expect(refused(await methods())).toEqual({ status: 401, error: 'Missing API key or session' })
    expect(refused(await methods({ 'x-api-key': 'fc_live_x' }))).toEqual({
      status: 401,
      error: 'Invalid API key',
    })
    expect(refused(await methods({ cookie: `${owner.cookie}x` }))).toEqual({
      status: 401,
      error: 'Invalid session',
    })
    expect(refused(await methods({ authorization: 'Bearer x.y.z' }))).toEqual({
      status: 401,
      error: 'Invalid session',
    })
  })

  it('is the first that is sent: a key, then a session, then a bearer', async () => {
    const others = await world.key(other.id)
    const ids = async (headers: Record<string, string>) =>
      ((await methods(headers)).json.paymentMethods as { id: string }[]).map(({ id }) => id)
    const [own, foreign] = [await ids({ 'x-api-key': key }), await ids({ 'x-api-key': others })]
    expect(own).not.toEqual(foreign)
    const bearer = `Bearer ${await token(others)}`
    expect(await ids({ 'x-api-key': others, cookie: owner.cookie })).toEqual(foreign)
    expect(await ids({ cookie: owner.cookie, authorization: bearer })).toEqual(own)
    // A browser sends an old cookie for ever; a wrong key is never passed over.
    expect(await ids({ cookie: `${owner.cookie}x`, authorization: bearer })).toEqual(foreign)
    expect((await methods({ 'x-api-key': 'x', cookie: owner.cookie })).status).toBe(401)
  })

  it('is nobody any more once the session was ended', async () => {
    const gone = await personOf(app, merchant.id)
    expect((await methods({ cookie: gone.cookie })).status).toBe(200)
    await app.db.update(users).set({ sessionVersion: 2 }).where(eq(users.id, gone.userId))
    expect(refused(await methods({ cookie: gone.cookie }))).toMatchObject({ error: 'Invalid session' })
  })

  it('acts in live mode with a session, unless test mode was chosen or live is not open yet', async () => {
    const networks = async (cookie: string) =>
      new Set(
        ((await methods({ cookie })).json.paymentMethods as { network: string }[]).map(
          ({ network }) => network,
        ),
      )
    expect(await networks(owner.cookie)).toEqual(new Set(['local']))
    expect(await networks(`${owner.cookie}; __Host-checkout-mode=live`)).toEqual(new Set(['local']))
    expect(await networks(`__Host-checkout-mode=test; ${owner.cookie}`)).toEqual(new Set(['sandbox']))
    const unverified = await personOf(app, merchant.id, 'owner', { verified: false })
    expect(await networks(unverified.cookie)).toEqual(new Set(['sandbox']))
  })
})

describe('a session', () => {
  const put = (headers: Record<string, string>) =>
    ask(app, putConfig, CONFIG, { method: 'PUT', body: {}, headers: { cookie: owner.cookie, ...headers } })

  it.each([
    [{}, 200],
    [{ origin: 'https://checkout.example' }, 200],
    [{ origin: 'https://checkout.test', host: 'checkout.test' }, 200],
    [{ 'sec-fetch-site': 'same-origin', origin: 'http://behind.a.proxy' }, 200],
    [{ 'sec-fetch-site': 'same-site', origin: 'https://checkout.example' }, 403],
    [{ 'sec-fetch-site': 'cross-site' }, 403],
    [{ origin: 'https://evil.example' }, 403],
    [{ origin: 'null' }, 403],
  ])('changes something from %j: %d', async (headers, status) => {
    expect((await put(headers)).status).toBe(status)
  })

  it('reads from anywhere, since no other origin may see the answer', async () => {
    const told = await methods({ cookie: owner.cookie, 'sec-fetch-site': 'cross-site' })
    expect(told).toMatchObject({ status: 200, headers: { 'cross-origin-resource-policy': 'same-origin' } })
  })

  it('is not asked where the key came by a header', async () => {
    expect((await put({ 'x-api-key': key, origin: 'https://evil.example' })).status).toBe(200)
  })
})

describe('each status', () => {
  const sent = (body: unknown, more: Asked = {}) =>
    ask(app, makeKey, '/api/checkout/api-keys', { key, body, ...more })

  it('400 with the one field that is wrong, or all of them', async () => {
    expect(refused(await sent({}))).toEqual({
      status: 400,
      error: 'label is required',
      details: { label: ['is required'] },
    })
    const wrong = { invoiceIssuerName: '', redirectUrl: 'nowhere', sendInvoicePaidEmail: 'yes' }
    expect(refused(await ask(app, putConfig, CONFIG, { key, method: 'PUT', body: wrong }))).toEqual({
      status: 400,
      error: 'Validation failed',
      details: {
        invoiceIssuerName: ['must not be empty'],
        redirectUrl: [expect.any(String)],
        sendInvoicePaidEmail: ['must be true or false'],
      },
    })
    expect(refused(await sent('{')).status).toBe(400)
  })

  it('403, 404, 405, 413 and 415', async () => {
    const narrow = await world.key(merchant.id, 'fc_live')
    expect(refused(await methods({ 'x-api-key': narrow }))).toMatchObject({ status: 403 })
    const remove = { key, params: { id: 'key_none' }, method: 'DELETE' }
    expect(refused(await ask(app, revoke, '/api/checkout/api-keys/key_none', remove))).toEqual({
      status: 404,
      error: 'API key not found',
    })
    expect(refused(await ask(app, readConfig, CONFIG, { key: await world.key(other.id) }))).toEqual({
      status: 404,
      error: 'Configuration not found',
    })
    const patched = await ask(app, PATCH, '/api/checkout/api-keys', { method: 'PATCH' })
    expect(refused(patched)).toMatchObject({ status: 405 })
    expect(patched.headers.allow).toBe('GET, POST, HEAD, OPTIONS')
    expect(refused(await sent(`"${'x'.repeat(1024 * 1024)}"`)).status).toBe(413)
    expect(refused(await sent({}, { headers: { 'content-type': 'text/plain' } })).status).toBe(415)
  })

  it('404 for a path that nothing answers (Q9)', async () => {
    const route = createRouter(MANIFEST)('/api/checkout/nothing/here')?.answers.GET
    expect(route?.dialect.name).toBe('checkout')
    expect(refused(await ask(app, unknown, '/api/checkout/nothing/here'))).toMatchObject({ status: 404 })
  })

  it('429 after a hundred in a minute, with when to come back in its words', async () => {
    const strict = { ...app, env: { ...app.env, rateLimitScale: 1 } }
    const headers = { 'x-api-key': await world.key(merchant.id) }
    const often = () => ask(strict, listMethods, METHODS, { headers })
    const many = await Promise.all(Array.from({ length: 101 }, often))
    const over = many.filter(({ status }) => status === 429)
    expect(over).toHaveLength(1)
    const [told] = over
    if (!told) throw new Error('nothing was refused')
    const { error } = refused(told)
    expect(error).toContain(`try again in ${told.headers['retry-after']} seconds`)
    expect((await methods({ cookie: owner.cookie })).status).toBe(200)
    world.advance(61_000)
    expect((await often()).status).toBe(200)
  })

  it.each(Object.keys(CHECKOUT_STATUSES) as AnyErrorCode[])('%s in the same form', async (code) => {
    const route = checkoutApi.route({
      summary: 'Refuses',
      public: true,
      response: z.strictObject({}),
      // One constructor stands for both: a code is all that tells them apart.
      handler: () => Promise.reject(new DomainError(code as ErrorCode, 'Because')),
    })
    expect(refused(await ask(app, route, '/api/checkout/refuses'))).toEqual({
      status: CHECKOUT_STATUSES[code],
      error: 'Because',
    })
  })

  it('500 tells nothing of what failed', async () => {
    const route = checkoutApi.route({
      summary: 'Fails',
      public: true,
      response: z.strictObject({}),
      handler: () => Promise.reject(new Error('hush')),
    })
    const told = await ask(app, route, '/api/checkout/fails')
    expect(refused(told).status).toBe(500)
    expect(told.text).not.toContain('hush')
  })
})

it('lists keys for whoever manages them, with each of the three ways', async () => {
  const ways: Headers[] = [
    { 'x-api-key': key },
    { cookie: owner.cookie },
    { authorization: `Bearer ${await token()}` },
  ]
  for (const headers of ways) {
    expect((await ask(app, listKeys, '/api/checkout/api-keys', { headers })).status).toBe(200)
  }
})
