import { describeError } from '@/lib/describeError'

/** Codes of the driver and of PostgreSQL that say: the database is not there, or going, or full. */
const OUTAGES: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'CONNECT_TIMEOUT',
  'CONNECTION_CLOSED',
  'CONNECTION_DESTROYED',
  'CONNECTION_ENDED',
  '53300',
  // The statement took longer than the pool allows: a database under too much load.
  '57014',
  '57P01',
  '57P02',
  '57P03',
])

/** Whether a request failed for want of the database, so that the same request may succeed later. */
export function isOutage(error: unknown): boolean {
  const { code } = describeError(error)
  return code !== undefined && OUTAGES.has(code)
}
