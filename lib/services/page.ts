import { DomainError } from '@/lib/domain/errors'

/** Which part of a list is wanted: it goes on after an object of it, newest first. */
export type PageAsked = { limit: number; startingAfter: string | null }
export type Page<Row> = { rows: Row[]; hasMore: boolean }
export type Position = { createdAt: Date; id: string }

/**
 * Where a list goes on. The cursor is the id of the last object before, looked for among those of the merchant and mode by `find`.
 * Throws INVALID_CURSOR for any other.
 */
export async function positionAfter(
  { startingAfter }: PageAsked,
  find: (id: string) => Promise<Position | null>,
): Promise<Position | null> {
  if (startingAfter === null) return null
  const position = /^\w{1,64}$/.test(startingAfter) ? await find(startingAfter) : null
  if (position) return position
  throw new DomainError('INVALID_CURSOR', 'starting_after: is not a nextCursor of this list', {
    field: 'starting_after',
  })
}

/** Rows of which one more was asked for than the page holds. */
export function pageOf<Row>(rows: readonly Row[], { limit }: PageAsked): Page<Row> {
  return { rows: rows.slice(0, limit), hasMore: rows.length > limit }
}
