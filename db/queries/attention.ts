import { and, asc, count, desc, eq, inArray, isNotNull, isNull, min, sql } from 'drizzle-orm'
import type { Executor } from '../client'
import {
  invoiceExceptions,
  invoices,
  webhookDeliveries,
  webhookEndpoints,
  webhookReceivers,
  type Mode,
} from '../schema'

type Scope = { merchantId: string; mode: Mode }

/** Counts beyond this are not worth the reading. */
const MOST = 1_000

/** What is wrong now, the newest first, with how much of it there is (up to 1,000). */
export async function standingExceptions(db: Executor, scope: Scope, limit: number) {
  const standing = and(
    eq(invoiceExceptions.merchantId, scope.merchantId),
    eq(invoiceExceptions.mode, scope.mode),
    isNull(invoiceExceptions.closedAt),
  )
  const shown = await db
    .select({
      id: invoiceExceptions.id,
      kind: invoiceExceptions.kind,
      openedAt: invoiceExceptions.openedAt,
      invoiceId: invoices.id,
      title: invoices.title,
      totalMinor: invoices.totalMinor,
      currency: invoices.currency,
    })
    .from(invoiceExceptions)
    .innerJoin(invoices, eq(invoices.id, invoiceExceptions.invoiceId))
    .where(standing)
    .orderBy(desc(invoiceExceptions.openedAt), desc(invoiceExceptions.id))
    .limit(limit)
  const some = db
    .select({ one: sql`1` })
    .from(invoiceExceptions)
    .where(standing)
    .limit(MOST)
    .as('some')
  const [counted] = await db.select({ total: count() }).from(some)
  return { shown, total: counted?.total ?? 0 }
}

/** What lies at one merchant's deposit addresses in a token, of how many invoices. */
export type Lying = { network: string; token: string; amount: bigint; invoices: number; since: Date }

/**
 * Confirmed money that has not left its deposit addresses, as the books have it: the account `deposits`. The lanes of a
 * network are taken together.
 */
export async function lyingAtAddresses(db: Executor, scope: Scope): Promise<Lying[]> {
  const rows = await db.execute<{
    network: string
    token: string
    amount: string
    invoices: number
    since: Date
  }>(sql`
    with lying as (
      select invoice_id, network, token, sum(amount) as amount from ledger_entries
      where merchant_id = ${scope.merchantId} and mode = ${scope.mode} and account = 'deposits'
      group by network, token, invoice_id having sum(amount) > 0
    )
    select split_part(l.network, ':', 1) as network, l.token, sum(l.amount)::text as amount,
           count(*)::int as invoices, min(coalesce(i.paid_at, i.updated_at)) as since
    from lying l join invoices i on i.id = l.invoice_id
    group by 1, 2 order by 1, 2`)
  return rows.map((row) => ({
    network: row.network,
    token: row.token,
    amount: BigInt(row.amount),
    invoices: row.invoices,
    since: new Date(row.since),
  }))
}

/** Deliveries that ran out of tries: how many (up to 1,000), and since when there are any. */
export async function parkedDeliveries(
  db: Executor,
  scope: Scope,
): Promise<{ total: number; since: Date | null }> {
  const some = db
    .select({ createdAt: webhookDeliveries.createdAt })
    .from(webhookDeliveries)
    .where(
      and(
        eq(webhookDeliveries.merchantId, scope.merchantId),
        eq(webhookDeliveries.mode, scope.mode),
        eq(webhookDeliveries.status, 'parked'),
      ),
    )
    .orderBy(asc(webhookDeliveries.createdAt))
    .limit(MOST)
    .as('some')
  const [row] = await db.select({ total: count(), since: min(some.createdAt) }).from(some)
  return { total: row?.total ?? 0, since: row?.since ?? null }
}

/** Endpoints that are told, and at which every try has failed since then. */
export async function failingEndpoints(
  db: Executor,
  scope: Scope,
): Promise<{ id: string; url: string; since: Date }[]> {
  const rows = await db
    .select({ id: webhookEndpoints.id, url: webhookEndpoints.url, since: webhookReceivers.failingSince })
    .from(webhookEndpoints)
    .innerJoin(webhookReceivers, eq(webhookReceivers.receiver, webhookEndpoints.id))
    .where(
      and(
        eq(webhookEndpoints.merchantId, scope.merchantId),
        eq(webhookEndpoints.mode, scope.mode),
        isNull(webhookEndpoints.deletedAt),
        eq(webhookEndpoints.enabled, true),
        isNotNull(webhookReceivers.failingSince),
      ),
    )
  return rows.flatMap(({ since, ...row }) => (since ? [{ ...row, since }] : []))
}

/** Endpoints that the server disabled, and not their merchant: since when, and why. */
export async function closedEndpoints(
  db: Executor,
  scope: Scope,
): Promise<{ id: string; url: string; reason: 'failing' | 'gone'; since: Date | null }[]> {
  const rows = await db
    .select({
      id: webhookEndpoints.id,
      url: webhookEndpoints.url,
      reason: webhookEndpoints.disabledReason,
      since: webhookEndpoints.disabledAt,
    })
    .from(webhookEndpoints)
    .where(
      and(
        eq(webhookEndpoints.merchantId, scope.merchantId),
        eq(webhookEndpoints.mode, scope.mode),
        isNull(webhookEndpoints.deletedAt),
        inArray(webhookEndpoints.disabledReason, ['failing', 'gone']),
      ),
    )
  return rows.flatMap(({ reason, ...row }) =>
    reason === 'failing' || reason === 'gone' ? [{ ...row, reason }] : [],
  )
}
