import { sql, type SQL } from 'drizzle-orm'
import { QUARTER_MS } from '@/lib/domain/grains'
import { monthlySums, sumsBetween, type Scope } from './rollups'

type Split = {
  /** The time of which sums are kept as a whole; null where it is shorter than that. */
  whole: [Date, Date] | 'ever' | null
  /** What is left at its ends, as conditions on `created_at`. */
  ends: SQL[]
}

/** Nothing was made before, or will be after. */
const EVER = [new Date('2000-01-01T00:00:00Z'), new Date('2200-01-01T00:00:00Z')] as const

/** A time from one moment up to another (null is no bound) as whole quarters of an hour, of which sums are kept, and what is left. */
export function splitTime(from: Date | null, to: Date | null): Split {
  if (!from && !to) return { whole: 'ever', ends: [] }
  const [start, end] = [from ?? EVER[0], to ?? EVER[1]]
  const first = new Date(Math.ceil(start.getTime() / QUARTER_MS) * QUARTER_MS)
  const last = new Date(Math.floor(end.getTime() / QUARTER_MS) * QUARTER_MS)
  if (first >= last) return { whole: null, ends: start < end ? [madeBetween(start, end)] : [] }
  const ends = [
    ...(start < first ? [madeBetween(start, first)] : []),
    ...(last < end ? [madeBetween(last, end)] : []),
  ]
  return { whole: [first, last], ends }
}

/** The sums of such a time as a table expression. */
export function sumsOf(scope: Scope, currency: string | null, whole: [Date, Date] | 'ever'): SQL {
  return whole === 'ever' ? monthlySums(scope, currency) : sumsBetween(scope, currency, whole)
}

/** A condition on `created_at`. */
function madeBetween(from: Date, to: Date): SQL {
  return sql`(created_at >= ${from.toISOString()}::timestamptz and created_at < ${to.toISOString()}::timestamptz)`
}
