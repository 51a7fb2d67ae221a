import { getTableColumns, sql, type SQL } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { rollupEntries } from '@/db/schema'
import { RECOUNT } from '@/scripts/rollups/recount'

const KEY = ['merchant_id', 'mode', 'bucket', 'currency', 'token']
const MEASURED = Object.values(getTableColumns(rollupEntries))
  .map((column) => column.name)
  .filter((name) => !KEY.includes(name))
const COLUMNS = sql.raw([...KEY, ...MEASURED].join(', '))

/**
 * Where the sums that are kept are not what counting the tables anew gives, and where months are not their quarters of an hour;
 * empty when all is right.
 */
export async function driftOf(db: Database): Promise<object[]> {
  const folded = sql`select ${COLUMNS} from rollups where grain = 'quarter'`
  const kept = sql`select ${COLUMNS} from rollup_entries union all ${folded}`
  const months = sql`select ${COLUMNS} from rollups where grain = 'month'`
  return [
    ...(await differences(db, summed(kept), summed(RECOUNT))),
    ...(await differences(db, summed(months), summed(folded, `date_trunc('month', bucket, 'UTC')`))),
  ]
}

function summed(rows: SQL, bucket = 'bucket'): SQL {
  const sums = MEASURED.map((name) => `sum(${name}) as ${name}`).join(', ')
  const nonZero = MEASURED.map((name) => `sum(${name}) <> 0`).join(' or ')
  return sql`select merchant_id, mode, ${sql.raw(bucket)} as at, currency, token, ${sql.raw(sums)}
    from (${rows}) rows group by 1, 2, 3, 4, 5 having ${sql.raw(nonZero)}`
}

async function differences(db: Database, one: SQL, other: SQL): Promise<object[]> {
  return db.execute(sql`
    select 'only kept' as what, * from ((${one}) except (${other})) more
    union all select 'only counted', * from ((${other}) except (${one})) less`)
}
