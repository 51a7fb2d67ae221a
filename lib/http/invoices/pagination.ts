import { z } from 'zod'
import type { App } from '@/lib/server/app'
import type { Actor } from '@/lib/services/context'
import { sealCursor, type Position } from './cursor'

/** What document 004's lists end with. */
export const pagination = z.strictObject({
  /** Exact; to 10,000 where it is narrowed by a search or an amount. */
  total: z.int(),
  limit: z.int(),
  has_more: z.boolean(),
  next_cursor: z.string().nullable(),
})

export function presentPagination(
  app: App,
  actor: Actor,
  page: { total: number; limit: number; next: Position | null },
): z.output<typeof pagination> {
  return {
    total: page.total,
    limit: page.limit,
    has_more: page.next !== null,
    next_cursor: page.next && sealCursor(app, actor, page.next),
  }
}
