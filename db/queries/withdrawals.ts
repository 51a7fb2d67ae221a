import { and, count, desc, eq, inArray, isNull, max, sql, sum, type InferInsertModel } from 'drizzle-orm'
import type { Executor } from '../client'
import { depositAddresses, misdirectedTransfers, sweptAmounts, withdrawals, type Mode } from '../schema'

type Owner = { merchantId: string; mode: Mode }
export type WithdrawalRow = typeof withdrawals.$inferSelect

/** The least that is worth its gas, in base units; a token that is missing is left alone (F9). */
export type Least = { network: string; token: string; amount: bigint }

/** What lies at a merchant's forwarder addresses of one asset, in base units. */
export type LyingTotal = {
  network: string
  token: string
  /** Confirmed and free to be moved, at `addresses`. */
  ready: bigint
  addresses: number
  /** Not deep enough yet. */
  pending: bigint
  /** At addresses where something is held (D9). */
  held: bigint
  /** In a sweep of the gas key that is not mined yet. */
  underWay: bigint
  /** Less than it costs to move, address by address. */
  dust: bigint
}

/** What lies ready at one address in one token, with what derives it again. */
export type Lying = {
  addressId: string
  address: string
  ref: string
  counter: bigint
  token: string
  amount: bigint
  treasury: string
  feeRecipient: string
  feeBps: number
}

/** Of each address and token of the merchant what came and did not leave, and what keeps it there. */
function lying({ merchantId, mode }: Owner, least: readonly Least[]) {
  const values = sql.join(
    least.map((one) => sql`(${one.network}, ${one.token}, ${one.amount.toString()}::numeric)`),
    sql`, `,
  )
  return sql`
    with own as (
      select id, network, address, ref, counter, terms_id, created_at from deposit_addresses
      where merchant_id = ${merchantId} and mode = ${mode} and rail = 'forwarder' and network not like 'sandbox%'
    ), arrived as (
      select p.deposit_address_id as id, p.token,
        coalesce(sum(p.amount) filter (where p.confirmed_at is not null), 0) as confirmed,
        coalesce(sum(p.amount) filter (where p.confirmed_at is null), 0) as pending
      from payments p join own on own.id = p.deposit_address_id
      where p.orphaned_at is null group by 1, 2
    ), gone as (
      select s.deposit_address_id as id, s.token, sum(s.net + s.fee) as amount
      from swept_amounts s join own on own.id = s.deposit_address_id
      where s.orphaned_at is null group by 1, 2
    ), lying as (
      select own.*, a.token, a.pending, greatest(0, a.confirmed - coalesce(g.amount, 0)) as amount
      from arrived a join own on own.id = a.id left join gone g on g.id = a.id and g.token = a.token
      where a.pending > 0 or a.confirmed > coalesce(g.amount, 0)
    ), judged as (
      select l.*, case
        when exists (select 1 from payments h where h.deposit_address_id = l.id and h.held_by is not null
          and h.released_at is null and h.orphaned_at is null) then 'held'
        when exists (select 1 from sweeps s where s.network = l.network and s.status in ('recorded', 'sent')
          and l.id = any(s.deposit_address_ids)) then 'under_way'
        when l.amount < w.amount then 'dust'
        else 'ready' end as state
      from lying l join (values ${values}) as w (network, token, amount) on w.network = l.network and w.token = l.token
    )`
}

/** The sums by network and token; nothing that is not known to `least`. */
export async function lyingTotals(
  db: Executor,
  owner: Owner,
  least: readonly Least[],
): Promise<LyingTotal[]> {
  if (least.length === 0) return []
  const rows = await db.execute<Record<keyof LyingTotal, string>>(sql`${lying(owner, least)}
    select network, token, count(*) filter (where state = 'ready' and amount > 0) as "addresses",
      coalesce(sum(amount) filter (where state = 'ready'), 0)::text as "ready",
      coalesce(sum(pending), 0)::text as "pending",
      coalesce(sum(amount) filter (where state = 'held'), 0)::text as "held",
      coalesce(sum(amount) filter (where state = 'under_way'), 0)::text as "underWay",
      coalesce(sum(amount) filter (where state = 'dust'), 0)::text as "dust"
    from judged group by network, token order by network, token`)
  return rows.map((row) => ({
    network: row.network,
    token: row.token,
    addresses: Number(row.addresses),
    ready: BigInt(row.ready),
    pending: BigInt(row.pending),
    held: BigInt(row.held),
    underWay: BigInt(row.underWay),
    dust: BigInt(row.dust),
  }))
}

/** What is ready on one network, the oldest addresses first, at most of so many addresses. */
export async function lyingReady(
  db: Executor,
  owner: Owner,
  { network, least, addresses }: { network: string; least: readonly Least[]; addresses: number },
): Promise<Lying[]> {
  if (least.length === 0) return []
  const rows = await db.execute<
    Record<'address_id' | 'address' | 'ref' | 'counter' | 'token' | 'amount', string> &
      Record<'treasury' | 'fee_recipient', string> & { fee_bps: number }
  >(sql`${lying(owner, least)}, ready as (
      select j.*, dense_rank() over (order by j.created_at, j.id) as place from judged j
      where j.network = ${network} and j.state = 'ready' and j.amount > 0
    )
    select r.id as address_id, r.address, r.ref, r.counter::text as counter, r.token, r.amount::text as amount,
      t.treasury, t.fee_recipient, t.fee_bps
    from ready r join payout_terms t on t.id = r.terms_id
    where r.place <= ${addresses} order by r.place, r.token`)
  return rows.map((row) => ({
    addressId: row.address_id,
    address: row.address,
    ref: row.ref,
    counter: BigInt(row.counter),
    token: row.token,
    amount: BigInt(row.amount),
    treasury: row.treasury,
    feeRecipient: row.fee_recipient,
    feeBps: row.fee_bps,
  }))
}

export async function findWithdrawal(
  db: Executor,
  { merchantId, mode }: Owner,
  network: string,
  txHash: string,
): Promise<WithdrawalRow | null> {
  const [row] = await db
    .select()
    .from(withdrawals)
    .where(
      and(
        eq(withdrawals.merchantId, merchantId),
        eq(withdrawals.mode, mode),
        eq(withdrawals.network, network),
        eq(withdrawals.txHash, txHash),
      ),
    )
  return row ?? null
}

export async function insertWithdrawal(
  db: Executor,
  row: InferInsertModel<typeof withdrawals>,
): Promise<void> {
  await db.insert(withdrawals).values(row)
}

/** The merchant's withdrawals, the newest first, one more than asked for where there are more. */
export async function pageOfWithdrawals(
  db: Executor,
  { merchantId, mode }: Owner,
  { after, limit }: { after: { createdAt: Date; id: string } | null; limit: number },
): Promise<WithdrawalRow[]> {
  const { createdAt, id } = withdrawals
  return db
    .select()
    .from(withdrawals)
    .where(
      and(
        eq(withdrawals.merchantId, merchantId),
        eq(withdrawals.mode, mode),
        after
          ? sql`(${createdAt}, ${id}) < (${after.createdAt.toISOString()}::timestamptz, ${after.id})`
          : undefined,
      ),
    )
    .orderBy(desc(createdAt), desc(id))
    .limit(limit + 1)
}

/** What a transaction moved from a merchant's addresses of one asset, in base units, as it stands on the canonical chain. */
export type Moved = {
  network: string
  txHash: string
  token: string
  net: bigint
  fee: bigint
  addresses: number
  block: number
}

/** What these transactions moved from the merchant's addresses; nothing of what was undone. */
export async function movedBy(
  db: Executor,
  { merchantId, mode }: Owner,
  txHashes: readonly string[],
): Promise<Moved[]> {
  if (txHashes.length === 0) return []
  const { network, txHash, token, net, fee, blockNumber, orphanedAt } = sweptAmounts
  const rows = await db
    .select({
      network,
      txHash,
      token,
      net: sum(net),
      fee: sum(fee),
      addresses: count(),
      block: max(blockNumber),
    })
    .from(sweptAmounts)
    .innerJoin(depositAddresses, eq(depositAddresses.id, sweptAmounts.depositAddressId))
    .where(
      and(
        inArray(txHash, [...txHashes]),
        isNull(orphanedAt),
        eq(depositAddresses.merchantId, merchantId),
        eq(depositAddresses.mode, mode),
      ),
    )
    .groupBy(network, txHash, token)
    .orderBy(token)
  return rows.map((row) => ({
    ...row,
    net: BigInt(row.net ?? 0),
    fee: BigInt(row.fee ?? 0),
    block: row.block ?? 0,
  }))
}

/** How many transfers that had gone astray these transactions moved (F3), by network and hash. */
export async function astrayMovedBy(
  db: Executor,
  { merchantId, mode }: Owner,
  txHashes: readonly string[],
): Promise<{ network: string; txHash: string | null; transfers: number; block: number | null }[]> {
  if (txHashes.length === 0) return []
  const { network, sweptTx, sweptBlock } = misdirectedTransfers
  return db
    .select({ network, txHash: sweptTx, transfers: count(), block: max(sweptBlock) })
    .from(misdirectedTransfers)
    .where(
      and(
        eq(misdirectedTransfers.merchantId, merchantId),
        eq(misdirectedTransfers.mode, mode),
        inArray(sweptTx, [...txHashes]),
      ),
    )
    .groupBy(network, sweptTx)
}
