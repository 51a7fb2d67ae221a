import { findLink, usesOfLinks, type LinkRow } from '@/db/queries/paymentLinks'
import { DomainError } from '@/lib/domain/errors'
import { closedReason, type ClosedReason, type LinkUses } from '@/lib/domain/paymentLink'
import type { Actor, ServiceContext } from '../context'

/** A link with what depends on its sessions and on the time. */
export type LinkView = LinkRow & {
  /** Sessions that can still begin; null for any number. */
  usesLeft: number | null
  /** Why none begins now; null while one does. */
  closed: ClosedReason | null
}

const UNUSED: LinkUses = { paid: 0, held: 0 }

export async function linkViews(ctx: ServiceContext, rows: readonly LinkRow[]): Promise<LinkView[]> {
  const now = ctx.clock.now()
  const limited = rows.filter((row) => row.maxUses !== null).map((row) => row.id)
  const uses = await usesOfLinks(ctx.db, limited, now)
  return rows.map((row) => viewOf(row, uses.get(row.id) ?? UNUSED, now))
}

export async function linkView(ctx: ServiceContext, row: LinkRow): Promise<LinkView> {
  const [view] = await linkViews(ctx, [row])
  if (!view) throw new Error('one link has one view')
  return view
}

/** One link of the actor's merchant and mode. Throws NOT_FOUND. */
export async function linkOf(
  ctx: ServiceContext,
  actor: Pick<Actor, 'merchantId' | 'mode'>,
  id: string,
): Promise<LinkRow> {
  const row = await findLink(ctx.db, actor, id)
  if (!row) throw linkNotFound()
  return row
}

export function linkNotFound(): DomainError {
  return new DomainError('NOT_FOUND', 'Payment link not found')
}

function viewOf(row: LinkRow, uses: LinkUses, now: Date): LinkView {
  const left = row.maxUses === null ? null : Math.max(0, row.maxUses - uses.paid - uses.held)
  return { ...row, usesLeft: left, closed: row.deletedAt ? 'inactive' : closedReason(row, uses, now) }
}
