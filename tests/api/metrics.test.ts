import { readFileSync } from 'node:fs'
import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { parse } from 'yaml'
import { GET as read } from '@/app/api/metrics/route'
import { openDatabase } from '@/db/client'
import { networkCursors, webhookDeliveries } from '@/db/schema'
import { MANIFEST } from '@/server/manifest.gen'
import { watched } from '@/server/watched'
import { ask, EXAMPLE } from '@/tests/support/api'
import { testApp } from '@/tests/support/app'
import { selfHosted } from '@/tests/support/servers'

const TOKEN = 'a token for Prometheus'
const world = await testApp({ environment: { METRICS_TOKEN: TOKEN } })
const { app } = world
const send = await selfHosted(app)
const merchant = await world.merchant()
const key = await world.key(merchant.id)
app.metrics.watchProcess()
await watched(app, 'rates', () => Promise.resolve())()
await watched(app, 'lanes', () => Promise.reject(new Error('away')))().catch(() => {})

const authorization = `Bearer ${TOKEN}`
const scrape = async () => (await send('/api/metrics', { headers: { authorization } })).text()

/** The value of a line, its labels as they are written; null where there is no such line. */
function valueOf(text: string, name: string): number | null {
  const line = text.split('\n').find((one) => one.startsWith(`${name} `))
  return line === undefined ? null : Number(line.slice(name.length + 1))
}

async function makeInvoice(): Promise<string> {
  const answer = await send('/api/v1/invoices', {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ ...EXAMPLE, webhook_url: 'https://hooks.merchant.example/acme' }),
  })
  expect(answer.status).toBe(201)
  return ((await answer.json()) as { id: string }).id
}

it('refuses everybody without the token, and while none is set', async () => {
  for (const given of [undefined, 'Bearer wrong', `Bearer ${key}`]) {
    const answer = await send('/api/metrics', { headers: given ? { authorization: given } : {} })
    expect(answer.status).toBe(401)
  }
  const closed = { ...app, env: { ...app.env, metricsToken: null } }
  expect((await ask(closed, read, '/api/metrics', { key: TOKEN })).status).toBe(503)
})

it('counts requests by route, times them, and says how the instance stands', async () => {
  const id = await makeInvoice()
  await send(`/api/v1/invoices/${id}`, { headers: { authorization: `Bearer ${key}` } })
  await send(`/api/v1/nothing/of/mine/${id}`)
  await send(`/pay/${id}`)
  const cursor = {
    blockNumber: 990,
    headNumber: 1000,
    blockTime: new Date(app.clock.now().getTime() - 30_000),
  }
  await app.db.update(networkCursors).set(cursor).where(eq(networkCursors.network, 'local'))

  const text = await scrape()
  const requests = (labels: string) => valueOf(text, `checkout_http_requests_total{${labels}}`)
  expect(requests('method="POST",route="/api/v1/invoices",status="201"')).toBe(1)
  expect(requests('method="GET",route="/api/v1/invoices/{id}",status="200"')).toBe(1)
  expect(requests('method="GET",route="/api/v1/{...path}",status="404"')).toBe(1)
  expect(requests('method="GET",route="page",status="200"')).toBe(1)
  const timed = 'checkout_http_request_duration_seconds_count{method="POST",route="/api/v1/invoices"}'
  expect(valueOf(text, timed)).toBe(1)
  expect(valueOf(text, 'checkout_job_duration_seconds_count{job="lanes",outcome="failed"}')).toBe(1)
  expect(valueOf(text, 'checkout_network_lag_seconds{network="local"}')).toBe(30)
  expect(valueOf(text, 'checkout_network_head_block{network="local"}')).toBe(1000)
  expect(valueOf(text, 'checkout_network_cursor_block{network="local"}')).toBe(990)
  expect(valueOf(text, 'checkout_streams_open')).toBe(0)
  expect(valueOf(text, 'checkout_database_up')).toBe(1)
  expect(valueOf(text, 'checkout_database_pool_size')).toBe(app.env.databasePoolSize)
  expect(valueOf(text, 'checkout_limits_store_away')).toBe(0)
  expect(valueOf(text, 'checkout_database_wait_seconds')).toBeGreaterThan(0)
})

it('says how many webhooks wait, and for how long', async () => {
  await app.db.update(webhookDeliveries).set({ nextAttemptAt: new Date(app.clock.now().getTime() - 90_000) })
  const text = await scrape()
  const due = (await app.db.select().from(webhookDeliveries)).length
  expect(due).toBeGreaterThan(0)
  expect(valueOf(text, 'checkout_outbox_deliveries{state="due"}')).toBe(due)
  expect(valueOf(text, 'checkout_outbox_deliveries{state="parked"}')).toBe(0)
  expect(valueOf(text, 'checkout_outbox_oldest_seconds')).toBe(90)
})

it('names no merchant, nothing with an id and nothing that a caller made up', async () => {
  const id = await makeInvoice()
  await send(`/api/v1/invoices/${id}`, { method: 'BREW' }).catch(() => null)
  const text = await scrape()
  for (const secret of [merchant.id, id, 'Acme', 'merchant.example', key, TOKEN, 'BREW'])
    expect(text).not.toContain(secret)
  expect(text).not.toMatch(/\b(mer|inv|opt|pay|set|evt|key|pm|swp)_[0-9a-z]{8}/)
  const labels = new Set([...text.matchAll(/[{,](\w+)="/g)].map(([, label]) => label))
  const own = ['method', 'route', 'status', 'job', 'outcome', 'network', 'place', 'state', 'reason', 'source']
  const ofNode = ['le', 'kind', 'type', 'space', 'version', 'major', 'minor', 'patch']
  expect([...own, ...ofNode]).toEqual(expect.arrayContaining([...labels]))
  const known = new Set([...MANIFEST.map(({ path }) => path), 'page'])
  for (const [, route = ''] of text.matchAll(/route="([^"]+)"/g)) expect(known).toContain(route)
})

it('leaves out what it does not know while the database is away', async () => {
  const pool = openDatabase('postgres://nobody@127.0.0.1:9/none', { max: 1 })
  const gone = { ...app, db: pool.db, pool }
  const { status, text } = await ask(gone, read, '/api/metrics', { key: TOKEN })
  expect(status).toBe(200)
  expect(valueOf(text, 'checkout_database_up')).toBe(0)
  expect(text).not.toMatch(/^checkout_(network_lag|outbox_deliveries|database_wait)\S* /m)
  await pool.close()
  expect(valueOf(await scrape(), 'checkout_database_up')).toBe(1)
})

/** Names that the expressions of a file ask for. */
function askedIn(expressions: readonly string[]): string[] {
  const names = expressions.flatMap((expr) => expr.match(/\b(?:checkout|process|nodejs)_[a-z0-9_]+/g) ?? [])
  return [...new Set(names)]
}

/** Names that can be asked for, and the families that they are of. */
async function exported() {
  const told = [...(await scrape()).matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name = '', type = '']) => ({
    name,
    type,
  }))
  const suffixes = ['_bucket', '_count', '_sum']
  return {
    families: told.map(({ name }) => name),
    names: told.flatMap(({ name, type }) =>
      type === 'histogram' ? suffixes.map((end) => name + end) : [name],
    ),
  }
}

it('the dashboard asks for nothing that is not there, and leaves nothing of ours unasked', async () => {
  const { panels } = JSON.parse(readFileSync('deploy/grafana/crypto-checkout.json', 'utf8')) as Dashboard
  const asked = askedIn(panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr)))
  const { names, families } = await exported()
  expect(names).toEqual(expect.arrayContaining(asked))
  const shown = asked.map((name) => name.replace(/_(bucket|count|sum)$/, ''))
  expect(shown).toEqual(expect.arrayContaining(families.filter((name) => name.startsWith('checkout_'))))
})

it('the alerts ask for nothing that is not there', async () => {
  const { groups } = parse(readFileSync('deploy/prometheus/alerts.yaml', 'utf8')) as Alerts
  const asked = askedIn(groups.flatMap(({ rules }) => rules.map(({ expr }) => expr)))
  expect(asked.length).toBeGreaterThan(5)
  expect((await exported()).names).toEqual(expect.arrayContaining(asked))
})

type Dashboard = { panels: { targets?: { expr: string }[] }[] }
type Alerts = { groups: { rules: { expr: string }[] }[] }
