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

/**
 * Addresses with confirmed money that no sweep under way covers. An address with a payment that is not yet confirmed
 * waits, so that one sweep takes all of it; one that a sweep after `triedBefore` could not empty is left in peace.
 */
export async function unsweptAddresses(
  db: Executor,
  network: string,
  triedBefore: Date,
  limit: number,
): Promise<Unswept[]> {
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
      select deposit_address_id, token, sum(amount) as amount from payments
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
    join deposit_addresses d on d.id = a.deposit_address_id
    join payout_terms t on t.id = d.terms_id
    left join gone g on g.deposit_address_id = a.deposit_address_id and g.token = a.token
    where a.amount > coalesce(g.amount, 0)
      and not exists (select 1 from payments p where p.deposit_address_id = d.id
        and p.orphaned_at is null and p.confirmed_at is null)
      and not exists (select 1 from sweeps s where s.network = ${network}
        and s.status in ('recorded', 'sent') and d.id = any(s.deposit_address_ids))
      and not exists (select 1 from sweeps s where s.network = ${network}
        and s.status in ('mined', 'failed') and s.created_at > ${triedBefore.toISOString()}::timestamptz
        and d.id = any(s.deposit_address_ids)
        and not exists (select 1 from swept_amounts w
          where w.deposit_address_id = d.id and w.created_at >= s.created_at))
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
