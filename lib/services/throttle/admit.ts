import { createHash } from 'node:crypto'
import { countHit, takeBackHit } from '@/db/queries/throttles'
import { serverTime, type RootContext } from '../context'

/** What is counted, for whom, and how many within how long; RATE_LIMIT_SCALE multiplies the number. */
export type Limit = { what: string; who: string; limit: number; withinMs: number }

export type Admission = {
  admitted: boolean
  /** What was counted did not deserve it: it is taken back. */
  takeBack(): Promise<void>
}

/**
 * Counts one try against each limit in turn and says whether all of them had room; a limit without room is not counted
 * further, nor are those after it. Outside any transaction: a try counts also when what was tried fails.
 */
export async function admit(ctx: RootContext, limits: readonly Limit[]): Promise<Admission> {
  const now = serverTime(ctx)
  const counted: string[] = []
  const takeBack = async () => {
    for (const bucket of counted) await takeBackHit(ctx.db, bucket, now)
  }
  for (const { what, who, limit, withinMs } of limits) {
    const bucket = `${what}:${createHash('sha256').update(who).digest('base64url')}`
    const since = new Date(now.getTime() - withinMs)
    const scaled = Math.max(1, Math.floor(limit * ctx.policy.rateLimitScale))
    if (!(await countHit(ctx.db, bucket, { since, now, limit: scaled }))) return { admitted: false, takeBack }
    counted.push(bucket)
  }
  return { admitted: true, takeBack }
}
