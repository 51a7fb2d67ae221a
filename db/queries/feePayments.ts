import { desc, eq, sql, type InferInsertModel } from 'drizzle-orm'
import type { Executor } from '../client'
import { feePayments } from '../schema'

export type FeePaymentRow = typeof feePayments.$inferSelect

export async function insertFeePayment(
  db: Executor,
  row: InferInsertModel<typeof feePayments>,
): Promise<void> {
  await db.insert(feePayments).values(row)
}

/** Up to when a merchant's fees are paid; null before the first time. */
export async function feesPaidThrough(db: Executor, merchantId: string): Promise<Date | null> {
  const [row] = await db
    .select({ paidThrough: feePayments.paidThrough })
    .from(feePayments)
    .where(eq(feePayments.merchantId, merchantId))
    .orderBy(desc(feePayments.paidThrough))
    .limit(1)
  return row?.paidThrough ?? null
}

/**
 * US cents, rounded down, of the fees of a merchant's live settlements in a time (its beginning excluded), as far as the money came to addresses
 * of their own wallet, where no chain splits them off. Values of settlements are fiat by hundred-millionths.
 */
export async function unsplitFees(
  db: Executor,
  merchantId: string,
  { after, through }: { after: Date | null; through: Date | null },
): Promise<bigint> {
  const from = after === null ? sql`true` : sql`s.settled_at > ${after.toISOString()}::timestamptz`
  const to = through === null ? sql`true` : sql`s.settled_at <= ${through.toISOString()}::timestamptz`
  const [row] = await db.execute<{ cents: string }>(sql`
    select coalesce(trunc(sum(s.fee_value * i.usd_num * own.amount / (i.usd_den * s.gross)) / 1000000), 0)::text as cents
    from settlements s
    join invoices i on i.id = s.invoice_id
    cross join lateral (
      select coalesce(sum(p.amount), 0) as amount
      from payments p join deposit_addresses d on d.id = p.deposit_address_id
      where p.invoice_id = s.invoice_id and p.network = s.network and p.token = s.token and d.rail = 'xpub'
        and p.confirmed_at is not null and p.orphaned_at is null
    ) own
    where s.merchant_id = ${merchantId} and s.mode = 'live' and s.status = 'completed' and s.gross > 0 and ${from} and ${to}`)
  return BigInt(row?.cents ?? 0)
}
