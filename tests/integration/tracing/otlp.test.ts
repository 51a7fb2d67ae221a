import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { build } from 'esbuild'
import { afterAll, expect, it } from 'vitest'
import { reconcileAll } from '@/lib/services/reconcile/reconcileAll'
import { isTracing } from '@/lib/tracing/step'
import { openTracer } from '@/lib/tracing/openTracer'
import { watched } from '@/server/watched'
import { EXAMPLE } from '@/tests/support/api'
import { testApp } from '@/tests/support/app'
import { selfHosted } from '@/tests/support/servers'

type Attribute = { key: string; value: { stringValue?: string; intValue?: number } }
type Span = {
  traceId: string
  spanId: string
  parentSpanId?: string
  name: string
  kind: number
  attributes: Attribute[]
  status: { code?: number }
}
type Batch = { resource: { attributes: Attribute[] }; scopeSpans: { spans: Span[] }[] }

/** What an OTLP/HTTP collector takes. */
const batches: Batch[] = []
const paths = new Set<string>()
const collector = createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    paths.add(`${request.method} ${request.url}`)
    batches.push(
      ...(JSON.parse(Buffer.concat(chunks).toString()) as { resourceSpans: Batch[] }).resourceSpans,
    )
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
  })
})
await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve))
afterAll(() => collector.close())
const endpoint = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`

const world = await testApp()
const { app } = world
const send = await selfHosted(app)
const merchant = await world.merchant()
const key = await world.key(merchant.id)
const TRACE = '0af7651916cd43dd8448eb211c80319c'
const CALLER = 'b7ad6b7169203331'

it('a request is a span in its caller’s trace, a run of a job one of its own, with what it asked', async () => {
  expect(isTracing()).toBe(false)
  const tracer = await openTracer({ endpoint, serviceName: 'checkout-test' })
  const post = (traceparent?: string) =>
    send('/api/v1/invoices', {
      method: 'POST',
      headers: {
        authorization: `Bearer ${key}`,
        'content-type': 'application/json',
        ...(traceparent ? { traceparent } : {}),
      },
      body: JSON.stringify(EXAMPLE),
    })
  const followed = await post(`00-${TRACE}-${CALLER}-01`)
  const begun = await post()
  const unwanted = await post(`00-${'ab'.repeat(16)}-${CALLER}-00`)
  const { id } = (await followed.json()) as { id: string }
  await send(`/api/v1/invoices/${id}`, { headers: { authorization: `Bearer ${key}` } })
  await send(`/api/v1/made/up/${id}`)
  await watched(app, 'reconcile', () => reconcileAll(app, { budgetMs: 5_000 }))()
  await tracer.close()
  expect(isTracing()).toBe(false)

  expect([...paths]).toEqual(['POST /v1/traces'])
  expect(batches[0]?.resource.attributes).toContainEqual({
    key: 'service.name',
    value: { stringValue: 'checkout-test' },
  })
  const spans = batches.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans))
  const named = (name: string) => spans.filter((span) => span.name === name)
  const placeOf = (answer: Response) => (answer.headers.get('traceparent') ?? '').split('-')

  const [first, second, ...rest] = named('POST /api/v1/invoices')
  expect(rest).toEqual([])
  expect(first).toMatchObject({ traceId: TRACE, parentSpanId: CALLER, kind: 2 })
  expect(placeOf(followed)).toEqual(['00', TRACE, first?.spanId, '01'])
  expect(placeOf(begun)).toEqual(['00', second?.traceId, second?.spanId, '01'])
  expect(second?.parentSpanId ?? '').toBe('')
  expect(placeOf(unwanted)[3]).toBe('00')
  expect(first?.attributes).toContainEqual({ key: 'http.route', value: { stringValue: '/api/v1/invoices' } })
  expect(first?.attributes).toContainEqual({ key: 'http.response.status_code', value: { intValue: 201 } })
  expect(named('GET /api/v1/invoices/{id}')).toHaveLength(1)

  const [job] = named('job reconcile')
  const [network] = named('reconcile a network')
  const asked = named('ask a provider')
  expect(network).toMatchObject({ traceId: job?.traceId, parentSpanId: job?.spanId })
  expect(asked.length).toBeGreaterThan(0)
  // Nobody answers at the test's RPC URL.
  for (const one of asked) expect(one).toMatchObject({ traceId: job?.traceId, kind: 3, status: { code: 2 } })
  const told = JSON.stringify(batches)
  for (const secret of [merchant.id, id, key, '127.0.0.1:9', 'VPN', 'made/up'])
    expect(told).not.toContain(secret)
})

it('a collector that is away costs nothing but its traces', async () => {
  const tracer = await openTracer({ endpoint: 'http://127.0.0.1:9', serviceName: 'checkout-test' })
  expect((await send('/api/health')).status).toBe(200)
  await tracer.close()
})

it('nothing of OpenTelemetry or Redis is loaded by a server that was not told to', async () => {
  const { metafile } = await build({
    entryPoints: ['server/main.ts'],
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    format: 'cjs',
    packages: 'external',
    logLevel: 'error',
  })
  const imports = Object.values(metafile.inputs).flatMap((input) => input.imports)
  const optional = imports.filter(({ path }) => /^(@opentelemetry\/|@redis\/)/.test(path))
  expect(new Set(optional.map(({ path }) => path)).size).toBe(5)
  for (const { kind } of optional) expect(kind).toBe('dynamic-import')
})
