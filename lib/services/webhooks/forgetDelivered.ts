import { forgetPreviousSecrets } from '@/db/queries/webhookEndpointChanges'
import { deleteEndedDeliveries } from '@/db/queries/webhookRetention'
import { serverTime, type ServiceContext } from '../context'
import { after } from './verdict'

/** Deliveries that ended are kept so long, with their tries; those that are still to be sent for ever. */
export const KEPT_DAYS = 30

/** Deletes old deliveries, some at a time, and secrets that sign no more. */
export async function forgetDelivered(ctx: ServiceContext): Promise<void> {
  const now = serverTime(ctx)
  await deleteEndedDeliveries(ctx.db, after(now, -KEPT_DAYS * 24 * 60 * 60_000))
  await forgetPreviousSecrets(ctx.db, now)
}
