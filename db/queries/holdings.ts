import { and, asc, eq, gt, inArray, sql } from 'drizzle-orm'
import type { Executor } from '../client'
import { addressHoldings, depositAddresses, type Mode } from '../schema'

export type HoldingRow = typeof addressHoldings.$inferSelect

/** What was last seen at addresses of merchants' own wallets (S4). */
export async function holdingsOf(db: Executor, addressIds: readonly string[]): Promise<HoldingRow[]> {
  if (addressIds.length === 0) return []
  return db
    .select()
    .from(addressHoldings)
    .where(inArray(addressHoldings.depositAddressId, [...new Set(addressIds)]))
}

/** Writes what is seen now. */
export async function upsertHoldings(db: Executor, rows: readonly HoldingRow[]): Promise<void> {
  if (rows.length === 0) return
  await db
    .insert(addressHoldings)
    .values([...rows])
    .onConflictDoUpdate({
      target: [addressHoldings.depositAddressId, addressHoldings.token],
      set: {
        balance: sql`excluded.balance`,
        before: sql`excluded.before`,
        sinceBlock: sql`excluded.since_block`,
        toldBlock: sql`excluded.told_block`,
        unexplained: sql`excluded.unexplained`,
        differsSince: sql`excluded.differs_since`,
        blockNumber: sql`excluded.block_number`,
        seenAt: sql`excluded.seen_at`,
      },
    })
}

/** What a block that was undone told of addresses is asked of the chain again. */
export async function forgetHoldingsAbove(db: Executor, network: string, block: number): Promise<void> {
  const own = db
    .select({ id: depositAddresses.id })
    .from(depositAddresses)
    .where(eq(depositAddresses.network, network))
  await db
    .delete(addressHoldings)
    .where(and(gt(addressHoldings.toldBlock, block), inArray(addressHoldings.depositAddressId, own)))
}

export type OwnHolding = {
  id: string
  invoiceId: string
  network: string
  address: string
  index: number
  xpubKeyId: string
  token: string
  balance: bigint
  unexplained: bigint
  blockNumber: number
  seenAt: Date
}

/** What lies at a merchant's own addresses, the oldest first, from behind `after` on; nothing of those that are empty and explained. */
export async function ownHoldings(
  db: Executor,
  scope: { merchantId: string; mode: Mode },
  page: { after: { id: string; token: string } | null; limit: number },
): Promise<OwnHolding[]> {
  const rows = await db
    .select({ address: depositAddresses, holding: addressHoldings })
    .from(depositAddresses)
    .innerJoin(addressHoldings, eq(addressHoldings.depositAddressId, depositAddresses.id))
    .where(
      and(
        eq(depositAddresses.merchantId, scope.merchantId),
        eq(depositAddresses.mode, scope.mode),
        eq(depositAddresses.rail, 'xpub'),
        gt(addressHoldings.balance, 0n),
        page.after
          ? sql`(${depositAddresses.id}, ${addressHoldings.token}) > (${page.after.id}, ${page.after.token})`
          : undefined,
      ),
    )
    .orderBy(asc(depositAddresses.id), asc(addressHoldings.token))
    .limit(page.limit)
  return rows.map(({ address, holding }) => ({
    id: address.id,
    invoiceId: address.invoiceId,
    network: address.network,
    address: address.address,
    index: address.xpubIndex ?? 0,
    xpubKeyId: address.xpubKeyId ?? '',
    token: holding.token,
    balance: holding.balance,
    unexplained: holding.unexplained,
    blockNumber: holding.blockNumber,
    seenAt: holding.seenAt,
  }))
}

/** What all of a merchant's own addresses hold, by network and token. */
export async function ownTotals(
  db: Executor,
  scope: { merchantId: string; mode: Mode },
): Promise<{ network: string; token: string; balance: bigint; addresses: number; flagged: number }[]> {
  const rows = await db
    .select({
      network: depositAddresses.network,
      token: addressHoldings.token,
      balance: sql<string>`sum(${addressHoldings.balance})::text`,
      addresses: sql<number>`(count(*) filter (where ${addressHoldings.balance} > 0))::int`,
      flagged: sql<number>`(count(*) filter (where ${addressHoldings.unexplained} <> 0))::int`,
    })
    .from(depositAddresses)
    .innerJoin(addressHoldings, eq(addressHoldings.depositAddressId, depositAddresses.id))
    .where(
      and(
        eq(depositAddresses.merchantId, scope.merchantId),
        eq(depositAddresses.mode, scope.mode),
        eq(depositAddresses.rail, 'xpub'),
      ),
    )
    .groupBy(depositAddresses.network, addressHoldings.token)
    .orderBy(asc(depositAddresses.network), asc(addressHoldings.token))
  return rows.map((row) => ({ ...row, balance: BigInt(row.balance) }))
}
