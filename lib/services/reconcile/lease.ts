import { takeLease, updateCursor, type CursorRow, type Lease } from '@/db/queries/networks'
import { describeError } from '@/lib/describeError'
import { serverTime, type ServiceContext } from '../context'

/** After a crash another run may start this much later. */
const LEASE_MS = 10_000
const HEARTBEAT_MS = 3_000

export type HeldLease = {
  held: Lease
  release(set: Partial<Pick<CursorRow, 'lastRunAt' | 'lastError' | 'verified'>>): Promise<void>
}

/**
 * Takes a network's lease and keeps it alive until it is released; null when another run holds it. The lease only saves
 * double work: what keeps two runs from writing over each other is the fence (S2).
 */
export async function holdLease(ctx: ServiceContext, network: string): Promise<HeldLease | null> {
  const until = () => new Date(serverTime(ctx).getTime() + LEASE_MS)
  const held = await takeLease(ctx.db, network, serverTime(ctx), until())
  if (!held) return null
  const heartbeat = setInterval(() => {
    updateCursor(ctx.db, held, { leaseUntil: until() }).catch((error: unknown) =>
      ctx.log.warn({ network, error: describeError(error) }, 'a lease could not be kept alive'),
    )
  }, HEARTBEAT_MS)
  heartbeat.unref()
  return {
    held,
    async release(set) {
      clearInterval(heartbeat)
      // The lease ends by itself where even this fails, such as with the database gone.
      await updateCursor(ctx.db, held, { ...set, leaseUntil: null }).catch((error: unknown) =>
        ctx.log.warn({ network, error: describeError(error) }, 'a lease could not be given back'),
      )
    },
  }
}
