import { describe, expect, it } from 'vitest'
import { GET as cron } from '@/app/api/cron/reconcile/route'
import { GET as read } from '@/app/api/v1/invoices/[id]/route'
import { POST as cancel } from '@/app/api/v1/invoices/[id]/cancel/route'
import { GET as list, POST as create } from '@/app/api/v1/invoices/route'
import { GET as unknown } from '@/app/api/v1/[...path]/route'
import { networkCursors } from '@/db/schema'
import { DomainError, type ErrorCode } from '@/lib/domain/errors'
import { invoicesApi } from '@/lib/http/invoices/api'
import { documentationUrl, ERROR_CATALOGUE, ERROR_CODES } from '@/lib/http/invoices/errorCatalogue'
import { RequestError } from '@/lib/http/requestError'
import { createLog } from '@/lib/server/log'
import { z } from 'zod'
import { ask, EXAMPLE, type Asked, type Told } from '@/tests/support/api'
import { testApp } from '@/tests/support/app'
import { differences, example } from './document004/shape'

const lines: string[] = []
const world = await testApp({ log: createLog('info', { write: (line) => void lines.push(line) }) })
const { app } = world
const merchant = await world.merchant()
const key = await world.key(merchant.id)
const PATH = '/api/v1/invoices'

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736'
const publicUrl = app.env.publicUrl

const refusal = z.strictObject({
  error: z.strictObject({
    type: z.enum(ERROR_CODES.map((code) => ERROR_CATALOGUE[code].type)),
    code: z.enum(ERROR_CODES),
    message: z.string().min(1),
    field: z.string().optional(),
    constraints: z
      .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]))
      .optional(),
    suggestions: z.array(z.string()).min(1),
    errors: z
      .array(z.looseObject({ code: z.enum(ERROR_CODES), message: z.string() }))
      .min(2)
      .max(20)
      .optional(),
    documentation_url: z.url(),
  }),
  request_id: z.string(),
  trace_id: z.string().regex(/^[0-9a-f]{32}$/),
  timestamp: z.iso.datetime(),
})

/** A refusal as it was told, once it is seen to hold what every refusal holds. */
function refused(told: Told) {
  const { error, request_id, trace_id } = refusal.parse(told.json)
  const { type, status } = ERROR_CATALOGUE[error.code]
  const documentation_url = documentationUrl(publicUrl, error.code)
  expect({ status: told.status, ...error }).toMatchObject({ status, type, documentation_url })
  expect(told.headers['x-request-id']).toBe(request_id)
  expect(told.headers.traceparent).toContain(trace_id)
  return { ...error, refusal: `${told.status} ${error.code}` }
}

const sent = (body: unknown, more: Asked = {}) => ask(app, create, PATH, { key, body, ...more })

describe('each status', () => {
  it('400 for what is no request', async () => {
    expect(refused(await sent('{"title":')).refusal).toBe('400 INVALID_JSON')
    expect(refused(await sent(EXAMPLE, { headers: { 'idempotency-key': ' ' } })).refusal).toBe(
      '400 INVALID_IDEMPOTENCY_KEY',
    )
  })

  it('401 without a key', async () => {
    expect(refused(await ask(app, list, PATH)).refusal).toBe('401 UNAUTHENTICATED')
  })

  it('403 without the scope', async () => {
    const narrow = await world.key(merchant.id, 'sk_live_analytics')
    const error = refused(await ask(app, list, PATH, { key: narrow }))
    expect(error).toMatchObject({
      refusal: '403 FORBIDDEN',
      constraints: { required_scopes: expect.arrayContaining(['invoices:read']) },
    })
  })

  it('404 for what is not there, and for a path that nothing answers', async () => {
    const params = { id: 'inv_nothing' }
    expect(refused(await ask(app, read, `${PATH}/inv_nothing`, { key, params })).refusal).toBe(
      '404 NOT_FOUND',
    )
    expect(refused(await ask(app, unknown, '/api/v1/nothing')).refusal).toBe('404 ROUTE_NOT_FOUND')
  })

  it('409 for a conflict', async () => {
    const id = String((await sent(EXAMPLE)).json.id)
    const end = () => ask(app, cancel, `${PATH}/${id}/cancel`, { key, params: { id }, body: {} })
    expect((await end()).status).toBe(200)
    expect(refused(await end()).refusal).toBe('409 INVOICE_NOT_CANCELLABLE')
    const headers = { 'idempotency-key': 'one' }
    await sent(EXAMPLE, { headers })
    expect(refused(await sent({ ...EXAMPLE, title: 'Other' }, { headers })).refusal).toBe(
      '409 IDEMPOTENCY_CONFLICT',
    )
  })

  it('413 and 415 for a body that is not taken', async () => {
    expect(refused(await sent(`"${'x'.repeat(1024 * 1024)}"`)).refusal).toBe('413 PAYLOAD_TOO_LARGE')
    const headers = { 'content-type': 'text/plain' }
    expect(refused(await sent(EXAMPLE, { headers })).refusal).toBe('415 UNSUPPORTED_MEDIA_TYPE')
  })

  it('422 for a request that says something wrong', async () => {
    expect(refused(await ask(app, list, `${PATH}?limit=0`, { key })).refusal).toBe('422 VALIDATION_FAILED')
  })

  it('429 for too many', async () => {
    const narrow = { ...app, limits: { take: () => Promise.resolve(FULL) } }
    const told = await ask(narrow, list, PATH, { key })
    expect(refused(told).refusal).toBe('429 RATE_LIMITED')
    expect(told.headers['retry-after']).toBe('1')
  })

  it('500 for what failed here', async () => {
    const broken = {
      ...app,
      rates: {
        live: null,
        fixed: () => {
          throw new Error('hush')
        },
      },
    }
    expect(refused(await ask(broken, create, PATH, { key, body: EXAMPLE })).refusal).toBe(
      '500 INTERNAL_ERROR',
    )
  })

  it('503 for what is switched off or paused', async () => {
    const closed = { ...app, env: { ...app.env, cronSecret: null } }
    expect(refused(await ask(closed, cron, '/api/cron/reconcile')).refusal).toBe('503 SERVICE_UNAVAILABLE')
    await app.db.update(networkCursors).set({ verified: false })
    expect(refused(await sent(EXAMPLE)).refusal).toBe('503 PAYMENT_METHOD_PAUSED')
    await app.db.update(networkCursors).set({ verified: true })
  })

  it.each(ERROR_CODES)('%s in its own form', async (code) => {
    const route = invoicesApi.route({
      summary: 'Refuses',
      public: true,
      response: z.strictObject({}),
      // One constructor stands for both: a code is all that tells them apart.
      handler: () => Promise.reject(new DomainError(code as ErrorCode, 'Because')),
    })
    const error = refused(await ask(app, route, '/api/v1/refuses'))
    expect(error).toMatchObject({ code, suggestions: ERROR_CATALOGUE[code].suggestions })
  })
})

describe('document 004’s own example', () => {
  const tooLittle = { title: 'T', items: [{ name: 'One', quantity: 1, unit_price: 0.1 }] }

  it('has its shape', async () => {
    const told = await sent(tooLittle)
    expect(differences(example('error.response'), told.json)).toEqual([])
    expect(told.json.error).toMatchObject({
      type: 'validation_error',
      code: 'INVALID_AMOUNT',
      field: 'items[0].unit_price',
      constraints: { min_amount: 0.5, max_amount: 10_000, currency: 'USD' },
    })
  })
})

describe('what is wrong', () => {
  it('tells all of it at once', async () => {
    const items = [
      { name: '', quantity: 0, unit_price: -1 },
      { quantity: 1, unit_price: 5 },
    ]
    const { error } = refusal.parse((await sent({ items, expires_in: 1.5 })).json)
    expect(error).toMatchObject({ field: 'title', constraints: { required: true, type: 'string' } })
    expect(error.errors).toEqual([
      expect.objectContaining({ field: 'title' }),
      expect.objectContaining({ field: 'items[0].name', constraints: { min_length: 1 } }),
      expect.objectContaining({
        field: 'items[0].quantity',
        constraints: { min: 0.001, max: 1_000_000_000, max_decimals: 3 },
      }),
      expect.objectContaining({
        code: 'INVALID_AMOUNT',
        field: 'items[0].unit_price',
        constraints: { min_amount: 0, max_amount: 1e13, max_decimals: 3 },
      }),
      expect.objectContaining({ field: 'items[1].name', constraints: { required: true, type: 'string' } }),
      expect.objectContaining({
        field: 'expires_in',
        constraints: { min: 1, max: 2_592_000, max_decimals: 0 },
      }),
    ])
  })

  it.each([
    ['what a list takes', `${PATH}?status=unpaid`, 'status', { supported: expect.arrayContaining(['paid']) }],
    ['how much', `${PATH}?limit=101`, 'limit', { min: 1, max: 100 }],
    ['which time', `${PATH}?created_after=yesterday`, 'created_after', { format: 'date-time' }],
  ])('says for a program %s', async (_name, path, field, constraints) => {
    expect((await ask(app, list, path, { key })).json.error).toMatchObject({ field, constraints })
  })

  it('writes names that a caller made up so that they do no harm', async () => {
    const name = `</script>\u0000\u202e\n${'x'.repeat(5_000)}`
    const hostile = [
      await sent({ ...EXAMPLE, metadata: { 'a.b["c"]\u202e': 'x'.repeat(501) } }),
      await ask(app, list, `${PATH}?${encodeURIComponent(name)}=1&${encodeURIComponent(name)}=2`, { key }),
      await sent('{"title":"T","items":[{"__proto__":{"name":"x"},"quantity":1,"unit_price":5}]}'),
    ]
    const errors = hostile.map((told) => refused(told))
    for (const error of errors) expect(error.refusal).toBe('422 VALIDATION_FAILED')
    expect(errors[0]?.field).toBe('metadata["a.b[\\"c\\"]\\u{202e}"]')
    expect(errors[1]?.field).toContain('\\u0000\\u{202e}\\n')
    expect(errors[2]).toMatchObject({ field: 'items[0].name', constraints: { required: true } })
    for (const told of hostile) {
      expect(told.text.length).toBeLessThan(2_000)
      expect(told.text).not.toMatch(/\p{C}/u)
    }
  })
})

describe('traces', () => {
  it('takes a valid traceparent over, into the answer, its headers and the log', async () => {
    lines.length = 0
    const headers = { traceparent: `00-${TRACE}-00f067aa0ba902b7-01` }
    const told = await ask(app, list, PATH, { headers })
    expect(told.json).toMatchObject({ trace_id: TRACE })
    expect(told.headers.traceparent).toMatch(new RegExp(`^00-${TRACE}-[0-9a-f]{16}-01$`))
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
      expect.objectContaining({ msg: 'request', trace: TRACE, request: told.json.request_id }),
    ])
    expect((await ask(app, list, PATH, { key, headers })).headers.traceparent).toContain(TRACE)
  })

  it('begins one for anything else', async () => {
    const headers = { traceparent: `ff-${TRACE}-00f067aa0ba902b7-01` }
    const told = await ask(app, list, PATH, { headers })
    expect(told.json.trace_id).not.toBe(TRACE)
    expect(told.headers.traceparent).toMatch(new RegExp(`^00-${String(told.json.trace_id)}-[0-9a-f]{16}-00$`))
  })
})

it('knows every code once, and says of each what to do', () => {
  for (const code of ERROR_CODES) {
    const { status, suggestions, meaning, retryable } = ERROR_CATALOGUE[code]
    expect(meaning).toMatch(/\.$/)
    expect(suggestions.length).toBeGreaterThan(0)
    expect(retryable || (status < 500 && status !== 429) || code === 'ADDRESS_MISMATCH').toBe(true)
  }
  expect(new RequestError('RATE_LIMITED', '').code in ERROR_CATALOGUE).toBe(true)
})

const FULL = {
  admitted: false,
  tier: 'api-key',
  window: { most: 1, seconds: 60 },
  remaining: 0,
  wholeAt: 0,
  freeAt: 0,
} as const
