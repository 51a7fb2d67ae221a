import { replaceSealed, SEALED_COLUMNS, sealedUnderOthers, type SealedColumn } from '@/db/queries/sealed'
import type { RootContext } from '../context'

const BATCH = 200

/** What came of one column: values that are under the current key now, and rows whose value no key of the ring opens. */
export type Resealed = { column: SealedColumn; resealed: number; unreadable: string[] }

/**
 * Encrypts everything that is not under the current key again with it (L4), in batches of one transaction each, while the instance runs: a value that
 * changes meanwhile is left to who changed it. Killed at any point, or run twice, it goes on where it stands. What does not open is
 * left as it is and named.
 */
export async function reseal(
  ctx: Pick<RootContext, 'db' | 'secrets'>,
  keyId: string,
  batch = BATCH,
): Promise<Resealed[]> {
  const results: Resealed[] = []
  for (const column of SEALED_COLUMNS) results.push(await resealColumn(ctx, column, keyId, batch))
  return results
}

async function resealColumn(
  { db, secrets }: Pick<RootContext, 'db' | 'secrets'>,
  column: SealedColumn,
  keyId: string,
  limit: number,
): Promise<Resealed> {
  const result: Resealed = { column, resealed: 0, unreadable: [] }
  let after: string[] | null = null
  for (;;) {
    const values = await sealedUnderOthers(db, column, keyId, { after, limit })
    await db.transaction(async (tx) => {
      for (const { parts, row, sealed } of values) {
        const plain = opened(() => secrets.open(sealed, column, row))
        if (plain === null) result.unreadable.push(row)
        else if (
          await replaceSealed(tx, column, parts, { before: sealed, after: secrets.seal(plain, column, row) })
        )
          result.resealed += 1
      }
    })
    const last = values.at(-1)
    if (!last || values.length < limit) return result
    after = last.parts
  }
}

/** Null for what was tampered with, or sealed under a key that is gone. */
function opened(open: () => string): string | null {
  try {
    return open()
  } catch {
    return null
  }
}
