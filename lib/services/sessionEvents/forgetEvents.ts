import { deleteOldEvents } from '@/db/queries/sessionEvents'
import { serverTime, type ServiceContext } from '../context'

/** Document 002: events are kept so long. */
const KEPT_DAYS = 90

/** Deletes old events of sessions, some at a time. Returns how many. */
export async function forgetEvents(ctx: ServiceContext): Promise<number> {
  const before = serverTime(ctx).getTime() - KEPT_DAYS * 24 * 60 * 60_000
  return deleteOldEvents(ctx.db, new Date(before))
}
