import { pageOfAuditLines, type AuditFilter, type PlacedLine } from '@/db/queries/auditList'
import { mustBeAllowed } from '../access'
import type { Actor, ServiceContext } from '../context'

/**
 * One page of a merchant's audit log: what happened in the actor's mode, the newest first. What concerns the merchant as a whole,
 * such as its people and settings, is shown to people and to live keys; a test key, which is kept less carefully, does not see it.
 */
export async function listAudit(
  ctx: ServiceContext,
  actor: Actor,
  filter: AuditFilter,
): Promise<{ lines: PlacedLine[]; total: number; next: { createdAt: Date; id: string } | null }> {
  mustBeAllowed(actor, 'audit:read')
  const { merchantId, mode, role } = actor
  const wide = mode === 'live' || role !== undefined
  const { lines, total } = await pageOfAuditLines(ctx.db, { merchantId, mode, wide }, filter)
  const shown = lines.slice(0, filter.limit)
  const last = shown.at(-1)
  return { lines: shown, total, next: lines.length > filter.limit && last ? last : null }
}
