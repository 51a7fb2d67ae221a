// What figures and lists cost over many invoices: `npm run bench -- figures --invoices 10000000`. The set is made and thrown away.
import { parseArgs } from 'node:util'
import { openDatabase } from '@/db/client'
import { migrate } from '@/db/migrate'
import type { InvoiceFilter } from '@/db/queries/invoices'
import { analyticsAnswer } from '@/lib/http/invoices/analyticsSchemas'
import { presentAnalytics } from '@/lib/http/invoices/presentAnalytics'
import { writeJson } from '@/lib/http/json'
import { getAnalytics } from '@/lib/services/analytics/getAnalytics'
import type { Actor } from '@/lib/services/context'
import { listInvoices } from '@/lib/services/invoices/listInvoices'
import { listSettlements } from '@/lib/services/settlements/listSettlements'
import type { Grouping } from '@/lib/domain/reportPeriod'
import { startPostgres } from '@/scripts/local/postgres'
import { testServices } from '@/tests/support/services'
import { BIG, generate } from './figures/generate'

const RUNS = 25
const END = new Date('2026-07-01T12:00:00Z')

const EVERYTHING: InvoiceFilter = {
  limit: 20,
  after: null,
  status: null,
  createdAfter: null,
  createdBefore: null,
  amountAtLeastMinor: null,
  amountAtMostMinor: null,
  currency: null,
  search: null,
  exception: null,
  named: null,
}

const { values } = parseArgs({
  options: { invoices: { type: 'string', default: '200000' }, folder: { type: 'string' } },
})
const invoices = Number.parseInt(values.invoices, 10)
const postgres = await startPostgres({ fast: true, dataDir: values.folder })
const { db, sql, close } = openDatabase(postgres.url, { statementTimeoutSeconds: 600 })
try {
  const kept = await sql`select 1 from pg_tables where tablename = 'invoices'`
  if (kept.length === 0) {
    await migrate(postgres.url)
    console.log(`${invoices.toLocaleString('en-US')} invoices:`)
    const one = openDatabase(postgres.url, { max: 1, statementTimeoutSeconds: 0 })
    await generate(one.sql, { invoices, end: END, note: (line) => console.log(line) })
    await one.close()
  }
  await measureAll()
} finally {
  await close()
  await postgres.stop()
}

async function measureAll(): Promise<void> {
  const ctx = testServices({ db, clock: { now: () => END }, networks: [] })
  const actor: Actor = {
    merchantId: BIG,
    mode: 'live',
    label: 'bench',
    ipAddress: null,
    userAgent: null,
    requestId: null,
  }
  const [own] = await sql<{ n: string }[]>`select count(*) as n from invoices where merchant_id = ${BIG}`
  console.log(
    `\n${invoices.toLocaleString('en-US')} invoices, of which one merchant has ${Number(own?.n).toLocaleString('en-US')}; ms, p50 and p95 of ${RUNS}`,
  )

  const counted = {
    year: await once(
      () => sql`
      select date_trunc('day', i.created_at), count(*), count(s.id), sum(s.gross_value), sum(s.fee_value)
      from invoices i left join settlements s on s.invoice_id = i.id
      where i.merchant_id = ${BIG} and i.mode = 'live' group by 1`,
    ),
    total: await once(() => sql`select count(*) from invoices where merchant_id = ${BIG} and mode = 'live'`),
    settled: await once(
      () => sql`
      select count(*), sum(gross_value), sum(fee_value) from settlements where merchant_id = ${BIG} and mode = 'live'`,
    ),
  }
  const report =
    (grouping: Grouping, timezone: string, period: '1y' | '30d' = '1y') =>
    async () => {
      const given = await getAnalytics(ctx, actor, { asked: { period }, grouping, timezone, currency: 'USD' })
      // What the pipeline does with an answer is part of its time.
      const query = { period, group_by: grouping, timezone }
      analyticsAnswer.parse(JSON.parse(writeJson(presentAnalytics(query, given))))
    }
  console.log(
    '\nanalytics, with the answer written and checked; beside the same figures counted from the tables',
  )
  await measure('a year by day', report('day', 'UTC'), counted.year)
  await measure('a year by day, Asia/Kathmandu', report('day', 'Asia/Kathmandu'), counted.year)
  await measure('a year by week, America/New_York', report('week', 'America/New_York'), counted.year)
  await measure('a year by month, Europe/Berlin', report('month', 'Europe/Berlin'), counted.year)
  await measure('a year by hour, Europe/Berlin', report('hour', 'Europe/Berlin'), counted.year)
  await measure('30 days by day', report('day', 'UTC', '30d'), null)

  const found = await sql<{ id: string; created_at: string }[]>`
    select id, created_at from invoices where merchant_id = ${BIG} and mode = 'live' order by created_at limit 1 offset ${Math.floor(invoices / 4)}`
  const old = found[0]
  const list = (given: Partial<InvoiceFilter>) => () => listInvoices(ctx, actor, { ...EVERYTHING, ...given })
  console.log('\ninvoices, a page of 20 with its total; beside a plain count')
  const lists: [string, Partial<InvoiceFilter>][] = [
    ['all', {}],
    [
      'after a cursor in the middle',
      { after: old ? { createdAt: new Date(old.created_at), id: old.id } : null },
    ],
    ['status paid', { status: 'paid' }],
    ['status pending', { status: 'pending' }],
    [
      'made in a month',
      { createdAfter: new Date('2026-02-01T00:07:00Z'), createdBefore: new Date('2026-03-01T00:07:00Z') },
    ],
    [
      'made in a month, paid',
      { createdAfter: new Date('2026-02-01'), createdBefore: new Date('2026-03-01'), status: 'paid' },
    ],
    ['amount from 100', { amountAtLeastMinor: 100_00n }],
    ['amount of exactly 49.99', { amountAtLeastMinor: 49_99n, amountAtMostMinor: 49_99n }],
    ['amount that nothing has', { amountAtLeastMinor: 9_999_99n }],
    [
      'amount 20 to 21, expired, in a month',
      {
        amountAtLeastMinor: 20_00n,
        amountAtMostMinor: 21_00n,
        status: 'expired',
        createdAfter: new Date('2026-02-01'),
        createdBefore: new Date('2026-03-01'),
      },
    ],
    ['open exceptions', { exception: 'any' }],
    ['search: an order id', { search: `ord_${Math.floor(invoices / 2)}` }],
    ['search: an e-mail address', { search: 'user77@example.com' }],
    ['search: a word that half have', { search: 'premium' }],
    ['search: two words, 5 of 10,000', { search: 'jade tiller' }],
    ['search: the beginning of a word', { search: 'compa' }],
    ['search: a word nobody wrote', { search: 'zeppelin' }],
    ['search: a rare word, paid, from 100', { search: 'jade', status: 'paid', amountAtLeastMinor: 100_00n }],
  ]
  for (const [name, filter] of lists) await measure(name, list(filter), counted.total)

  console.log('\nsettlements, a page of 20 with what all that match add up to; beside adding them up')
  const settled = { limit: 20, after: null, status: null, from: null, to: null, currency: 'USD' }
  await measure('all', () => listSettlements(ctx, actor, settled), counted.settled)
  const march = { from: new Date('2026-03-01T00:07:00Z'), to: new Date('2026-06-01T00:07:00Z') }
  await measure(
    'of three months',
    () => listSettlements(ctx, actor, { ...settled, ...march }),
    counted.settled,
  )
  await measure(
    'failed',
    () => listSettlements(ctx, actor, { ...settled, status: 'failed' }),
    counted.settled,
  )
}

async function once(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await work()
  return performance.now() - started
}

/** The first run warms up. */
async function measure(name: string, work: () => Promise<unknown>, counted: number | null): Promise<void> {
  await work()
  const times: number[] = []
  for (let run = 0; run < RUNS; run++) times.push(await once(work))
  const at = (share: number) => times.toSorted((a, b) => a - b)[Math.floor((RUNS - 1) * share)] ?? 0
  const beside = counted === null ? '' : `, counting ${(counted / at(0.5)).toFixed(0)} times that`
  console.log(`  ${name}: ${at(0.5).toFixed(1)}, ${at(0.95).toFixed(1)}${beside}`)
}
