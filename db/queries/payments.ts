import { and, asc, eq, gt, inArray, isNotNull, isNull, lte, sql, type InferInsertModel } from 'drizzle-orm'
import type { Executor } from '../client'
import { depositAddresses, payments, sweptAmounts } from '../schema'
import { chunks } from './chunks'

export type PaymentRow = typeof payments.$inferSelect
export type AddressRow = typeof depositAddresses.$inferSelect
export type NewPayment = InferInsertModel<typeof payments>

/** Deposit addresses of a network by address, of all merchants: a chain does not know tenants. */
export async function addressesByAddress(
  db: Executor,
  network: string,
  addresses: readonly string[],
): Promise<AddressRow[]> {
  const found: AddressRow[] = []
  for (const part of chunks([...new Set(addresses)])) {
    const match = and(eq(depositAddresses.network, network), inArray(depositAddresses.address, part))
    found.push(...(await db.select().from(depositAddresses).where(match)))
  }
  return found
}

export async function addressesBySalt(
  db: Executor,
  network: string,
  salts: readonly string[],
): Promise<AddressRow[]> {
  const found: AddressRow[] = []
  for (const part of chunks([...new Set(salts)])) {
    const match = and(eq(depositAddresses.network, network), inArray(depositAddresses.salt, part))
    found.push(...(await db.select().from(depositAddresses).where(match)))
  }
  return found
}

/** Payments known under these transactions, to tell what is new from what moved (S3). */
export async function paymentsByTransaction(
  db: Executor,
  network: string,
  txHashes: readonly string[],
): Promise<PaymentRow[]> {
  const found: PaymentRow[] = []
  for (const part of chunks([...new Set(txHashes)])) {
    const match = and(eq(payments.network, network), inArray(payments.txHash, part))
    found.push(...(await db.select().from(payments).where(match)))
  }
  return found
}

export async function insertPayments(db: Executor, rows: readonly NewPayment[]): Promise<void> {
  for (const part of chunks(rows)) await db.insert(payments).values([...part])
}

export async function updatePayment(db: Executor, id: string, set: Partial<NewPayment>): Promise<void> {
  await db.update(payments).set(set).where(eq(payments.id, id))
}

/** Takes every payment above a block off the books of the canonical chain; returns those that stood there. */
export async function orphanPaymentsAbove(
  db: Executor,
  network: string,
  block: number,
  at: Date,
): Promise<PaymentRow[]> {
  return db
    .update(payments)
    .set({ orphanedAt: at, confirmedAt: null })
    .where(and(eq(payments.network, network), gt(payments.blockNumber, block), isNull(payments.orphanedAt)))
    .returning()
}

/** Unconfirmed payments that are deep enough under `proven`, oldest first, from behind `after` on (S7). */
export async function confirmablePayments(
  db: Executor,
  network: string,
  proven: number,
  limit: number,
  after?: Pick<PaymentRow, 'blockNumber' | 'id'>,
): Promise<PaymentRow[]> {
  return db
    .select()
    .from(payments)
    .where(
      and(
        eq(payments.network, network),
        isNull(payments.confirmedAt),
        isNull(payments.orphanedAt),
        lte(sql`${payments.blockNumber} + ${payments.requiredConfirmations} - 1`, proven),
        after && sql`(${payments.blockNumber}, ${payments.id}) > (${after.blockNumber}, ${after.id})`,
      ),
    )
    .orderBy(asc(payments.blockNumber), asc(payments.id))
    .limit(limit)
}

/** Marks payments confirmed that still lie in the block they were checked in; returns those. */
export async function confirmPayments(
  db: Executor,
  checked: readonly PaymentRow[],
  at: Date,
): Promise<PaymentRow[]> {
  const confirmed: PaymentRow[] = []
  for (const part of chunks(checked)) {
    const pairs = sql.join(
      part.map((row) => sql`(${row.id}, ${row.blockHash})`),
      sql`, `,
    )
    const rows = await db
      .update(payments)
      .set({ confirmedAt: at })
      .where(
        and(
          sql`(${payments.id}, ${payments.blockHash}) in (${pairs})`,
          isNull(payments.confirmedAt),
          isNull(payments.orphanedAt),
        ),
      )
      .returning()
    confirmed.push(...rows)
  }
  return confirmed
}

/** What is credited to an address by asset on the canonical chain, up to a block. */
export async function creditedUpTo(
  db: Executor,
  addressIds: readonly string[],
  block: number,
): Promise<{ addressId: string; token: string; amount: bigint }[]> {
  if (addressIds.length === 0) return []
  const rows = await db
    .select({
      addressId: payments.depositAddressId,
      token: payments.token,
      amount: sql<string>`sum(${payments.amount})::text`,
    })
    .from(payments)
    .where(
      and(
        inArray(payments.depositAddressId, [...addressIds]),
        isNull(payments.orphanedAt),
        lte(payments.blockNumber, block),
      ),
    )
    .groupBy(payments.depositAddressId, payments.token)
    .orderBy(asc(payments.depositAddressId), asc(payments.token))
  return rows.flatMap(({ addressId, ...row }) =>
    addressId === null ? [] : [{ ...row, addressId, amount: BigInt(row.amount) }],
  )
}

/** The payments of one address in one asset, newest first, for corrections by the balance (S4). */
export async function canonicalPaymentsAt(
  db: Executor,
  addressId: string,
  token: string,
): Promise<PaymentRow[]> {
  return db
    .select()
    .from(payments)
    .where(
      and(eq(payments.depositAddressId, addressId), eq(payments.token, token), isNull(payments.orphanedAt)),
    )
    .orderBy(sql`${payments.blockNumber} desc, ${payments.position} desc`)
}

/** Credits that only a balance showed and that wait for their transaction (S4). */
export async function unattributedPayments(
  db: Executor,
  addressIds: readonly string[],
): Promise<PaymentRow[]> {
  if (addressIds.length === 0) return []
  return db
    .select()
    .from(payments)
    .where(
      and(
        inArray(payments.depositAddressId, [...addressIds]),
        isNull(payments.txHash),
        isNotNull(payments.cumulativeBefore),
      ),
    )
}

/**
 * Keeps one sweep of one address. A transaction that is mined again may empty another address, or move another asset, by the log
 * at the same position: `movedFrom` is the address that it was of before.
 */
export async function upsertSwept(
  db: Executor,
  row: InferInsertModel<typeof sweptAmounts>,
): Promise<{ isNew: boolean; movedFrom: AddressRow | null }> {
  const [known] = await db
    .select({
      orphanedAt: sweptAmounts.orphanedAt,
      blockHash: sweptAmounts.blockHash,
      address: depositAddresses,
    })
    .from(sweptAmounts)
    .innerJoin(depositAddresses, eq(depositAddresses.id, sweptAmounts.depositAddressId))
    .where(
      and(
        eq(sweptAmounts.network, row.network),
        eq(sweptAmounts.txHash, row.txHash),
        eq(sweptAmounts.position, row.position),
      ),
    )
  await db
    .insert(sweptAmounts)
    .values(row)
    .onConflictDoUpdate({
      target: [sweptAmounts.network, sweptAmounts.txHash, sweptAmounts.position],
      set: {
        depositAddressId: row.depositAddressId,
        token: row.token,
        net: row.net,
        fee: row.fee,
        blockNumber: row.blockNumber,
        blockHash: row.blockHash,
        blockTime: row.blockTime,
        orphanedAt: null,
      },
    })
  return {
    isNew: !known || known.orphanedAt !== null || known.blockHash !== row.blockHash,
    movedFrom: known && known.address.id !== row.depositAddressId ? known.address : null,
  }
}

export async function orphanSweptAbove(
  db: Executor,
  network: string,
  block: number,
  at: Date,
): Promise<string[]> {
  const rows = await db
    .update(sweptAmounts)
    .set({ orphanedAt: at })
    .where(
      and(
        eq(sweptAmounts.network, network),
        gt(sweptAmounts.blockNumber, block),
        isNull(sweptAmounts.orphanedAt),
      ),
    )
    .returning({ addressId: sweptAmounts.depositAddressId })
  return rows.map((row) => row.addressId)
}

/** What truly left addresses by asset, up to a block (S4). */
export async function sweptUpTo(
  db: Executor,
  addressIds: readonly string[],
  block: number,
): Promise<{ addressId: string; token: string; amount: bigint }[]> {
  if (addressIds.length === 0) return []
  const rows = await db
    .select({
      addressId: sweptAmounts.depositAddressId,
      token: sweptAmounts.token,
      amount: sql<string>`sum(${sweptAmounts.net} + ${sweptAmounts.fee})::text`,
    })
    .from(sweptAmounts)
    .where(
      and(
        inArray(sweptAmounts.depositAddressId, [...addressIds]),
        isNull(sweptAmounts.orphanedAt),
        lte(sweptAmounts.blockNumber, block),
      ),
    )
    .groupBy(sweptAmounts.depositAddressId, sweptAmounts.token)
    .orderBy(asc(sweptAmounts.depositAddressId), asc(sweptAmounts.token))
  return rows.map((row) => ({ ...row, amount: BigInt(row.amount) }))
}

/** The same by block: of an address that could be known before its invoice what left earlier explains nothing. */
export async function sweptByBlock(
  db: Executor,
  addressIds: readonly string[],
  upTo: number,
): Promise<{ addressId: string; token: string; block: number; amount: bigint }[]> {
  if (addressIds.length === 0) return []
  const rows = await db
    .select({
      addressId: sweptAmounts.depositAddressId,
      token: sweptAmounts.token,
      block: sweptAmounts.blockNumber,
      amount: sql<string>`sum(${sweptAmounts.net} + ${sweptAmounts.fee})::text`,
    })
    .from(sweptAmounts)
    .where(
      and(
        inArray(sweptAmounts.depositAddressId, [...addressIds]),
        isNull(sweptAmounts.orphanedAt),
        lte(sweptAmounts.blockNumber, upTo),
      ),
    )
    .groupBy(sweptAmounts.depositAddressId, sweptAmounts.token, sweptAmounts.blockNumber)
  return rows.map((row) => ({ ...row, amount: BigInt(row.amount) }))
}
