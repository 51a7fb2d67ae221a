import { and, asc, eq, inArray, sql, type InferInsertModel } from 'drizzle-orm'
import type { Executor } from '../client'
import { sweeps } from '../schema'

export type SweepRow = typeof sweeps.$inferSelect

/** What lies confirmed and unswept at one address in one token, with the terms its salt commits to. */
export type Unswept = {
  addressId: string
  ref: string
  token: string
  amount: bigint
  treasury: string
  feeRecipient: string
  feeBps: number
}

export type UnsweptFilter = {
  /** The gas key: what another one left under way may never be mined. */
  sender: string
  /** Base units that are worth their gas, by token; a token that is missing is left alone (F9). */
  minima: readonly { token: string; amount: bigint }[]
  /** Until then an address waits and a token rests. */
  patience: Date
  /** Senders are screened before a payment is confirmed: what is not confirmed is not moved, however long it takes (D9). */
  screened: boolean
  limit: number
}

/**
 * Addresses with confirmed money that no sweep under way covers. One with a payment that is not yet confirmed waits, so
 * that one sweep takes all of it, but no longer than `patience`: a stranger's dust must not hold it off for ever. A token of
 * which a sweep since `patience` moved nothing rests, until more of it comes.
 */
export async function unsweptAddresses(
  db: Executor,
  network: string,
  { sender, minima, patience, screened, limit }: UnsweptFilter,
): Promise<Unswept[]> {
  if (minima.length === 0) return []
  const since = sql`${patience.toISOString()}::timestamptz`
  const least = sql.join(
    minima.map(({ token, amount }) => sql`(${token}, ${amount.toString()}::numeric)`),
    sql`, `,
  )
  const rows = await db.execute<{
    address_id: string
    ref: string
    token: string
    amount: string
    treasury: string
    fee_recipient: string
    fee_bps: number
  }>(sql`
    with arrived as (
      select deposit_address_id, token, sum(amount) as amount, min(confirmed_at) as first from payments
      where network = ${network} and orphaned_at is null and confirmed_at is not null
      group by deposit_address_id, token
    ), gone as (
      select deposit_address_id, token, sum(net + fee) as amount from swept_amounts
      where network = ${network} and orphaned_at is null
      group by deposit_address_id, token
    )
    select d.id as address_id, d.ref, a.token, (a.amount - coalesce(g.amount, 0))::text as amount,
           t.treasury, t.fee_recipient, t.fee_bps
    from arrived a
    join (values ${least}) as worth (token, amount) on worth.token = a.token
    join deposit_addresses d on d.id = a.deposit_address_id
    join payout_terms t on t.id = d.terms_id
    left join gone g on g.deposit_address_id = a.deposit_address_id and g.token = a.token
    where a.amount > coalesce(g.amount, 0)
      and a.amount - coalesce(g.amount, 0) >= worth.amount
      and not exists (select 1 from payments h where h.deposit_address_id = d.id and h.held_by is not null
        and h.released_at is null and h.orphaned_at is null)
      and ((not ${screened}::boolean and a.first < ${since}) or not exists (select 1 from payments p where p.deposit_address_id = d.id
        and p.orphaned_at is null and p.confirmed_at is null))
      and not exists (select 1 from sweeps s where s.network = ${network} and s.sender = ${sender}
        and s.status in ('recorded', 'sent') and d.id = any(s.deposit_address_ids))
      and not exists (select 1 from sweeps s where s.network = ${network}
        and s.status in ('mined', 'failed') and s.created_at > ${since}
        and d.id = any(s.deposit_address_ids)
        and not exists (select 1 from swept_amounts w
          where w.deposit_address_id = d.id and w.token = a.token and w.created_at >= s.created_at)
        and not exists (select 1 from payments p where p.deposit_address_id = d.id and p.token = a.token
          and p.orphaned_at is null and p.confirmed_at > s.created_at))
    order by d.created_at, d.id
    limit ${limit}`)
  return rows.map((row) => ({
    addressId: row.address_id,
    ref: row.ref,
    token: row.token,
    amount: BigInt(row.amount),
    treasury: row.treasury,
    feeRecipient: row.fee_recipient,
    feeBps: row.fee_bps,
  }))
}

export async function insertSweep(db: Executor, row: InferInsertModel<typeof sweeps>): Promise<void> {
  await db.insert(sweeps).values(row)
}

export async function updateSweep(
  db: Executor,
  id: string,
  set: Partial<InferInsertModel<typeof sweeps>>,
): Promise<void> {
  await db.update(sweeps).set(set).where(eq(sweeps.id, id))
}

/** Sweeps that are recorded or sent and not yet known to be mined, in the order of their nonces. */
export async function openSweeps(db: Executor, network: string, sender: string): Promise<SweepRow[]> {
  return db
    .select()
    .from(sweeps)
    .where(
      and(
        eq(sweeps.network, network),
        eq(sweeps.sender, sender),
        inArray(sweeps.status, ['recorded', 'sent']),
      ),
    )
    .orderBy(asc(sweeps.nonce))
}
