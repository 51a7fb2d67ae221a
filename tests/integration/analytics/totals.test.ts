import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { pageOfInvoices, type InvoiceFilter } from '@/db/queries/invoices'
import { foldRollups } from '@/db/queries/rollups'
import { cancelInvoice } from '@/lib/services/invoices/cancelInvoice'
import { startSandbox } from '@/tests/support/sandbox'
import { seededRandom } from '@/tests/support/seededRandom'

const sandbox = await startSandbox()
const { ctx, actor, database } = sandbox
const EVERYTHING: InvoiceFilter = {
  limit: 2,
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

test('a total from sums is what counting gives, whenever the time begins and ends (Q8)', async () => {
  const random = seededRandom(7)
  const start = ctx.clock.now().getTime()
  for (let made = 0; made < 24; made++) {
    const { invoice } = await sandbox.invoice()
    if (made % 3 === 0) await cancelInvoice(ctx, actor, invoice.id, { reason: null })
    if (made % 5 === 0) await foldRollups(database.db)
    sandbox.advance(Math.floor(random() * 1200))
  }
  const span = ctx.clock.now().getTime() - start
  const moment = () => (random() < 0.2 ? null : new Date(start + Math.floor((random() * 1.2 - 0.1) * span)))
  for (let drawn = 0; drawn < 60; drawn++) {
    const [createdAfter, createdBefore] = [moment(), moment()]
    const status = [null, 'pending', 'cancelled', 'paid'][drawn % 4] as InvoiceFilter['status']
    const { total } = await pageOfInvoices(database.db, actor, {
      ...EVERYTHING,
      createdAfter,
      createdBefore,
      status,
      currency: drawn % 2 ? 'USD' : null,
    })
    const [row] = await database.db.execute<{ count: number }>(sql`
      select count(*)::int as count from invoices
      where created_at >= ${createdAfter?.toISOString() ?? '-infinity'}::timestamptz
      and created_at < ${createdBefore?.toISOString() ?? 'infinity'}::timestamptz
      and (${status}::text is null or status = ${status})`)
    expect(total).toBe(row?.count)
  }
})

test('a page goes on after its cursor, whatever is made meanwhile, and beyond 10,000 the total is exact', async () => {
  const scope = { merchantId: actor.merchantId, mode: actor.mode }
  const before = await pageOfInvoices(database.db, scope, EVERYTHING)
  const last = before.rows[1]
  const { invoice } = await sandbox.invoice()
  const rest = await pageOfInvoices(database.db, scope, {
    ...EVERYTHING,
    after: last ? { createdAt: last.createdAt, id: last.id } : null,
  })
  expect(rest.rows[0]?.id).toBe(before.rows[2]?.id)
  expect(rest.rows.map((row) => row.id)).not.toContain(invoice.id)

  await database.db.execute(sql`
    insert into rollup_entries (merchant_id, mode, bucket, currency, token, expired)
    values (${actor.merchantId}, ${actor.mode}, '2025-01-01T00:15:00Z', 'USD', '', 12345678)`)
  const { total } = await pageOfInvoices(database.db, scope, EVERYTHING)
  expect(total).toBe(before.total + 1 + 12_345_678)
})

test('no index of a list has an order that its query cannot use', async () => {
  // `desc` of the schema is `DESC NULLS LAST`, and a query's is `DESC NULLS FIRST`.
  const descending = await database.db.execute(sql`
    select indexname from pg_indexes where schemaname = 'public' and indexdef like '% DESC%'`)
  expect(descending).toEqual([])
})
