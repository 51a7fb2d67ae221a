import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { CryptoCheckout } from './client.js'
import { isApiError, isCheckoutError } from './errors.js'
import type { Attempt } from './options.js'

type Step = (response: ServerResponse, request: IncomingMessage) => void

/** What the server does with each request in turn, and what it got. */
let steps: Step[] = []
let got: { method: string; url: string; headers: IncomingHttpHeaders; body: string }[] = []
let attempts: Attempt[] = []

const fine: Step = (response) => void response.end('{"id":"inv_1"}')
const hangingUp: Step = (_, request) => void request.socket.destroy()
const silent: Step = () => {}
/** A failure after which the next try may come at once. */
const failing =
  (status: number, body = '{}', headers: Record<string, string> = { 'retry-after': '0' }): Step =>
  (response) =>
    void response.writeHead(status, headers).end(body)

const server = createServer((request, response) => {
  let body = ''
  request.on('data', (chunk: Buffer) => (body += chunk.toString()))
  request.on('end', () => {
    got.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers, body })
    const step = steps.shift() ?? fine
    step(response, request)
  })
})
server.listen(0, '127.0.0.1')
await once(server, 'listening')
afterAll(() => {
  server.close()
  server.closeAllConnections()
})
beforeEach(() => {
  steps = []
  got = []
  attempts = []
})

const client = new CryptoCheckout({
  baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
  apiKey: 'sk_test_key',
  onAttempt: (attempt) => void attempts.push(attempt),
})
const NEW = { title: 'Order', items: [{ name: 'Tea', quantity: '1', unit_price: '9.90' }] }
const keys = () => got.map(({ headers }) => headers['idempotency-key'])
const failureOf = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error: unknown) => error,
  )

describe('what is sent', () => {
  it('says who asks, and amounts with all their digits', async () => {
    await client.invoices.create(NEW, { idempotencyKey: 'order_1' })
    expect(got[0]).toMatchObject({
      method: 'POST',
      url: '/api/v1/invoices',
      headers: {
        authorization: 'Bearer sk_test_key',
        'content-type': 'application/json',
        'idempotency-key': 'order_1',
        'user-agent': expect.stringMatching(/^crypto-checkout-sdk\/\d/),
      },
      body: '{"title":"Order","items":[{"name":"Tea","quantity":1,"unit_price":9.90}]}',
    })
  })

  it('keeps the key from what is public', async () => {
    await client.publicInvoices.retrieve('inv_1')
    expect(got[0]?.headers).not.toHaveProperty('authorization')
  })

  it('puts ids and questions where they belong, however they are written', async () => {
    await client.invoices.list({ search: 'tea & cake', limit: 5, currency: undefined })
    await client.invoices.retrieve('../merchants/me?x=1#')
    expect(got.map(({ url }) => url)).toEqual([
      '/api/v1/invoices?search=tea+%26+cake&limit=5',
      '/api/v1/invoices/..%2Fmerchants%2Fme%3Fx%3D1%23',
    ])
    for (const id of ['', '.', '..', undefined as unknown as string])
      await expect(client.invoices.retrieve(id)).rejects.toMatchObject({ code: 'invalid_option' })
    expect(got).toHaveLength(2)
  })

  it('refuses to read a stream as an answer', async () => {
    const asked = client.call('get_v1_public_invoice_id_events', { path: { id: 'inv_1' } })
    await expect(asked).rejects.toMatchObject({ code: 'invalid_option' })
  })

  it('refuses a key of idempotency where it would do nothing', async () => {
    const asked = client.invoices.retrieve('inv_1', { idempotencyKey: 'x' })
    await expect(asked).rejects.toMatchObject({ code: 'invalid_option' })
  })
})

describe('trying again', () => {
  it.each([408, 429, 500, 502, 503, 504])('after a %i, the same request', async (status) => {
    steps = [failing(status), failing(status)]
    expect(await client.invoices.create(NEW)).toEqual({ id: 'inv_1' })
    expect(got).toHaveLength(3)
    expect(new Set(keys()).size).toBe(1)
    expect(keys()[0]).toMatch(/^[0-9a-f]{32}$/)
    expect(new Set(got.map(({ body }) => body)).size).toBe(1)
    expect(attempts.map((one) => [one.operation, one.attempt, one.status])).toEqual([
      ['post_v1_invoices', 1, status],
      ['post_v1_invoices', 2, status],
      ['post_v1_invoices', 3, 200],
    ])
  })

  it('while steps are being played on a test invoice, and after no other conflict', async () => {
    const conflict = (code: string) => failing(409, JSON.stringify({ error: { code, message: 'x' } }))
    steps = [conflict('TEST_INVOICE_BUSY'), conflict('test_invoice_busy')]
    await client.testMode.payInvoice('inv_1')
    steps = [conflict('IDEMPOTENCY_CONFLICT')]
    await expect(client.invoices.create(NEW)).rejects.toMatchObject({ name: 'ConflictError' })
    expect(got).toHaveLength(4)
  })

  it('after a connection that broke off before or within the answer', async () => {
    const within: Step = (response, request) => {
      response.writeHead(200, { 'content-length': '100' }).write('{"id"')
      setImmediate(() => request.socket.destroy())
    }
    steps = [hangingUp, within]
    expect(await client.invoices.create(NEW)).toEqual({ id: 'inv_1' })
    expect([new Set(keys()).size, attempts.map(({ status }) => status)]).toEqual([1, [null, 200, 200]])
  })

  it('makes another key for another call', async () => {
    await client.invoices.create(NEW)
    await client.invoices.create(NEW)
    expect(new Set(keys()).size).toBe(2)
  })

  it('never for a POST that is not kept by its key', async () => {
    steps = [failing(503), fine]
    await expect(client.merchants.wallets.declare({ address: '0x' })).rejects.toMatchObject({ status: 503 })
    steps = [hangingUp, fine]
    await expect(client.invoiceWebhookEndpoints.test('whe_1')).rejects.toMatchObject({
      name: 'ConnectionError',
    })
    expect(got).toHaveLength(2)
  })

  it('as often as it may, and gives the last failure', async () => {
    steps = Array.from({ length: 9 }, () => failing(503))
    await expect(client.invoices.retrieve('inv_1', { maxRetries: 4 })).rejects.toMatchObject({ status: 503 })
    expect(got).toHaveLength(5)
    await expect(client.invoices.retrieve('inv_1', { maxRetries: 0 })).rejects.toMatchObject({ status: 503 })
    expect(got).toHaveLength(6)
  })

  it('not where it is to wait longer than a minute', async () => {
    steps = [failing(429, '{}', { 'retry-after': '61' })]
    await expect(client.invoices.retrieve('inv_1')).rejects.toMatchObject({
      name: 'RateLimitError',
      retryAfter: 61,
    })
    expect(got).toHaveLength(1)
  })

  it.each([400, 401, 403, 404, 405, 413, 422])('not after a %i', async (status) => {
    steps = [failing(status)]
    await expect(client.invoices.retrieve('inv_1')).rejects.toMatchObject({ status })
    expect(got).toHaveLength(1)
  })
})

describe('ending', () => {
  it('a try that takes too long', async () => {
    steps = [silent]
    const failure = await failureOf(client.invoices.retrieve('inv_1', { timeout: 50, maxRetries: 0 }))
    expect(failure).toMatchObject({ name: 'TimeoutError', code: 'timeout' })
  })

  it('an answer that never gets to its end', async () => {
    steps = [(response) => void response.writeHead(200).write('{')]
    const failure = await failureOf(client.invoices.retrieve('inv_1', { timeout: 50, maxRetries: 0 }))
    expect(failure).toMatchObject({ code: 'timeout' })
  })

  it('by a signal, before, while it is under way, and while it waits', async () => {
    const reason = new Error('enough')
    expect(await failureOf(client.invoices.retrieve('inv_1', { signal: AbortSignal.abort(reason) }))).toBe(
      reason,
    )
    expect(got).toHaveLength(0)

    const during = new AbortController()
    steps = [() => during.abort(reason)]
    expect(await failureOf(client.invoices.retrieve('inv_1', { signal: during.signal }))).toBe(reason)

    const waiting = new AbortController()
    steps = [
      (response) => {
        response.on('close', () => setImmediate(() => waiting.abort(reason)))
        failing(503, '{}', { 'retry-after': '30' })(response, {} as IncomingMessage)
      },
    ]
    expect(await failureOf(client.invoices.retrieve('inv_1', { signal: waiting.signal }))).toBe(reason)
    expect(got).toHaveLength(2)
  })
})

describe('what a refusal says', () => {
  it('in the words of invoices', async () => {
    const error = {
      type: 'validation_error',
      code: 'INVALID_AMOUNT',
      message: 'items[0].unit_price: too small',
      field: 'items[0].unit_price',
      constraints: { min_amount: 0.5 },
      errors: [{ code: 'INVALID_AMOUNT', message: 'x' }],
      suggestions: ['more'],
      documentation_url: 'https://pay.example.com/docs/errors#invalid-amount',
    }
    steps = [failing(422, JSON.stringify({ error, request_id: 'req_1' }))]
    const failure = await failureOf(client.invoices.create(NEW))
    expect(failure).toMatchObject({
      name: 'InvalidRequestError',
      code: 'INVALID_AMOUNT',
      message: error.message,
      status: 422,
      requestId: 'req_1',
      type: 'validation_error',
      param: error.field,
      constraints: error.constraints,
      errors: error.errors,
      suggestions: ['more'],
      documentationUrl: error.documentation_url,
    })
    expect([
      isCheckoutError(failure),
      isApiError(failure, 'INVALID_AMOUNT'),
      isApiError(failure, 'NOT_FOUND'),
    ]).toEqual([true, true, false])
  })

  it('in the words of sessions', async () => {
    const error = {
      type: 'conflict',
      code: 'link_closed',
      message: 'over',
      param: 'linkId',
      requestId: 'req_2',
    }
    steps = [failing(409, JSON.stringify({ error }))]
    await expect(client.checkoutSessions.create({ linkId: 'plink_1' })).rejects.toMatchObject({
      name: 'ConflictError',
      code: 'link_closed',
      param: 'linkId',
      requestId: 'req_2',
    })
  })

  it('where something between answers instead', async () => {
    steps = [failing(403, '<html>', { 'x-request-id': 'req_3' })]
    await expect(client.invoices.retrieve('inv_1')).rejects.toMatchObject({
      name: 'PermissionError',
      code: 'unexpected_answer',
      requestId: 'req_3',
    })
    steps = [(response) => void response.end('<html>')]
    await expect(client.invoices.retrieve('inv_1')).rejects.toMatchObject({
      code: 'unexpected_answer',
      status: 200,
    })
  })

  it('where the answer leads elsewhere, which is not followed with a key', async () => {
    steps = [failing(301, '', { location: 'https://elsewhere.example/' })]
    await expect(client.invoices.create(NEW)).rejects.toMatchObject({
      code: 'unexpected_answer',
      message: expect.stringContaining('https://elsewhere.example/'),
    })
    expect(got).toHaveLength(1)
  })
})

it('reads what a newer server says besides', async () => {
  steps = [
    (response) =>
      void response.end('{"id":"inv_1","status":"on_hold","total":10.00,"weight":7,"extra":{"a":[1]}}'),
  ]
  expect(await client.invoices.retrieve('inv_1')).toEqual({
    id: 'inv_1',
    status: 'on_hold',
    total: '10.00',
    weight: 7,
    extra: { a: [1] },
  })
})
