import { eq, type InferInsertModel } from 'drizzle-orm'
import type { Executor } from '../client'
import { merchantLogos } from '../schema'

export type LogoRow = typeof merchantLogos.$inferSelect
/** A logo without its pixels. */
export type Logo = Pick<LogoRow, 'id' | 'width' | 'height'>

const SHOWN = { id: merchantLogos.id, width: merchantLogos.width, height: merchantLogos.height }

/** Replaces the one there was. */
export async function putLogo(db: Executor, row: InferInsertModel<typeof merchantLogos>): Promise<void> {
  const { merchantId: _, ...set } = row
  await db.insert(merchantLogos).values(row).onConflictDoUpdate({ target: merchantLogos.merchantId, set })
}

/** The id of the one there was; null when there was none. */
export async function deleteLogo(db: Executor, merchantId: string): Promise<string | null> {
  const [gone] = await db
    .delete(merchantLogos)
    .where(eq(merchantLogos.merchantId, merchantId))
    .returning(SHOWN)
  return gone?.id ?? null
}

export async function logoOf(db: Executor, merchantId: string): Promise<Logo | null> {
  const [row] = await db.select(SHOWN).from(merchantLogos).where(eq(merchantLogos.merchantId, merchantId))
  return row ?? null
}

export async function logoPixels(
  db: Executor,
  by: { id: string } | { merchantId: string },
): Promise<Buffer | null> {
  const where = 'id' in by ? eq(merchantLogos.id, by.id) : eq(merchantLogos.merchantId, by.merchantId)
  const [row] = await db.select({ png: merchantLogos.png }).from(merchantLogos).where(where)
  return row?.png ?? null
}
