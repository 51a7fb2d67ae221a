import { eq, inArray, sql, type InferInsertModel } from 'drizzle-orm'
import type { Executor } from '../client'
import { xpubKeys } from '../schema'

export type XpubKeyRow = typeof xpubKeys.$inferSelect

/** Children are numbered below 2^31: the others are hardened, and follow from no public key. */
const LAST_INDEX = 2_147_483_647

/**
 * The key of this index space, made with the sequence that counts its children where nobody has brought it before: by whichever
 * merchant, it goes on where it stands (ADR 0031). Like deposit counters the sequence does not roll back, so that no two creates
 * ever have one index, and none waits for another (Q5).
 */
export async function ensureXpubKey(
  db: Executor,
  row: InferInsertModel<typeof xpubKeys>,
): Promise<XpubKeyRow> {
  const inserted = await db
    .insert(xpubKeys)
    .values(row)
    .onConflictDoNothing({ target: xpubKeys.space })
    .returning()
  if (inserted[0]) {
    await db.execute(
      sql`create sequence ${sql.identifier(sequenceOf(row.id))} minvalue 0 maxvalue ${sql.raw(`${LAST_INDEX}`)}`,
    )
    return inserted[0]
  }
  const [known] = await db.select().from(xpubKeys).where(eq(xpubKeys.space, row.space))
  if (!known) throw new Error('a key vanished between insert and read')
  return known
}

export async function xpubKeyRows(db: Executor, ids: readonly string[]): Promise<XpubKeyRow[]> {
  if (ids.length === 0) return []
  return db
    .select()
    .from(xpubKeys)
    .where(inArray(xpubKeys.id, [...new Set(ids)]))
}

export async function findXpubSpace(db: Executor, space: string): Promise<XpubKeyRow | null> {
  const [row] = await db.select().from(xpubKeys).where(eq(xpubKeys.space, space))
  return row ?? null
}

/** The next child of a key, from 0, given out once whatever becomes of the transaction. */
export async function nextXpubIndex(db: Executor, keyId: string): Promise<number> {
  const [row] = await db.execute<{ index: string }>(
    sql`select nextval(${sequenceOf(keyId)}::regclass) as index`,
  )
  if (!row) throw new Error('a sequence gave nothing')
  return Number.parseInt(row.index, 10)
}

/** How many children were given out so far. */
export async function xpubIndexesIssued(db: Executor, keyId: string): Promise<number> {
  const [row] = await db.execute<{ issued: string }>(
    sql`select case when is_called then last_value + 1 else 0 end as issued from ${sql.identifier(sequenceOf(keyId))}`,
  )
  return Number.parseInt(row?.issued ?? '0', 10)
}

function sequenceOf(keyId: string): string {
  return `xpub_index_${keyId}`
}
