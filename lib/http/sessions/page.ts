import { z } from 'zod'
import type { Page, PageAsked } from '@/lib/services/page'
import { parsed } from '../parsed'

const MAX_LIMIT = 100
const DEFAULT_LIMIT = 25

const limit = parsed(
  (text) => (/^\d{1,3}$/.test(text) ? Number.parseInt(text, 10) : null),
  (value) => value >= 1 && value <= MAX_LIMIT,
  `must be a whole number from 1 to ${MAX_LIMIT}`,
  { constraints: { min: 1, max: MAX_LIMIT } },
).meta({ type: 'integer', minimum: 1, maximum: MAX_LIMIT, default: DEFAULT_LIMIT })

/** What document 002's lists take. */
export const pageQuery = {
  limit: limit.optional().transform((value) => value ?? DEFAULT_LIMIT),
  starting_after: z.string().max(200).optional(),
}

/** The page that a query asks for. */
export function toPage(query: { limit: number; starting_after?: string | undefined }): PageAsked {
  return { limit: query.limit, startingAfter: query.starting_after ?? null }
}

/** A list of document 002, newest first. */
export function listOf<Item extends z.ZodType>(item: Item) {
  return z.strictObject({ data: z.array(item), hasMore: z.boolean(), nextCursor: z.string().nullable() })
}

/** The envelope of one page. */
export function presentPage<Row extends { id: string }, Item>(
  page: Page<Row>,
  present: (row: Row) => Item,
): { data: Item[]; hasMore: boolean; nextCursor: string | null } {
  return {
    data: page.rows.map(present),
    hasMore: page.hasMore,
    nextCursor: page.hasMore ? (page.rows.at(-1)?.id ?? null) : null,
  }
}
