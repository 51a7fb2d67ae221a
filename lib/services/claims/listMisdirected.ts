import { pageOfMisdirected } from '@/db/queries/misdirected'
import { mustBeAllowed } from '../access'
import type { Actor, ServiceContext } from '../context'
import type { Position } from '../page'

export type ListedMisdirected = Awaited<ReturnType<typeof pageOfMisdirected>>[number]

/** What ever came to the merchant's addresses on another network or in a token that is not listed (F3), the newest first. */
export async function listMisdirected(
  ctx: ServiceContext,
  actor: Actor,
  { after, limit }: { after: Position | null; limit: number },
): Promise<{ transfers: ListedMisdirected[]; next: Position | null }> {
  mustBeAllowed(actor, 'invoices:read')
  const rows = await pageOfMisdirected(ctx.db, actor, { after, limit })
  const transfers = rows.slice(0, limit)
  const last = transfers.at(-1)?.transfer
  return {
    transfers,
    next: rows.length > limit && last ? { createdAt: last.createdAt, id: last.id } : null,
  }
}
