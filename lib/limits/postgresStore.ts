import { takePermits } from '@/db/queries/limits'
import { leaseEnd, type Grant, type LimitStore } from './port'

/** Rows live in steps of this, so that taking a permit does not move them in their index. */
const ROW_STEP_MS = 15 * 60_000

/** Counts in PostgreSQL, where every instance is. */
export const postgresStore: LimitStore = {
  async take(db, asks, now) {
    const longest = Math.max(...asks.flatMap(({ rule }) => rule.windows.map(({ seconds }) => seconds * 1000)))
    const lease = Math.max(...asks.map(({ rule }) => rule.leaseMs))
    const expiresAt = new Date(Math.ceil((now + longest + lease + ROW_STEP_MS) / ROW_STEP_MS) * ROW_STEP_MS)
    const ends = new Map(asks.map(({ subject, rule }) => [subject, leaseEnd(rule, now)]))
    const rows = await takePermits(
      db,
      asks.map(({ subject, rule, waiting, spare, back }) => ({
        subject,
        waiting,
        spare,
        end: leaseEnd(rule, now),
        backEnd: back?.end ?? null,
        backCount: back?.count ?? 0,
        windows: rule.windows.map(({ seconds, most }) => ({ ms: seconds * 1000, most })),
      })),
      now,
      expiresAt,
    )
    return new Map(
      rows.map((row): [string, Grant] => [
        row.subject,
        {
          granted: row.granted,
          end: ends.get(row.subject) ?? now,
          ends: row.ends.map((end) => Number.parseInt(end, 10)),
          counts: row.counts,
        },
      ]),
    )
  },
}
