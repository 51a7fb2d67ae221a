import { sql } from 'drizzle-orm'
import type { Executor } from '../client'

/** Every column that holds what is encrypted, with the columns that name its row. Where something sealed is to be kept, it needs a line here. */
export const SEALED = {
  'merchants.recovery_seed': ['id'],
  'merchants.webhook_secret': ['id'],
  'webhook_endpoints.secret': ['id'],
  'webhook_endpoints.previous_secret': ['id'],
  'webhook_endpoints.custom_headers': ['id'],
  'xpub_keys.chain_key': ['id'],
  'mails.sealed': ['id'],
  /** Of answers that hold a secret; the others are JSON, which no sealed text looks like. */
  'idempotency_keys.response': ['merchant_id', 'mode', 'method', 'path', 'key'],
} as const satisfies Record<string, readonly [string, ...string[]]>

export type SealedColumn = keyof typeof SEALED
export const SEALED_COLUMNS = Object.keys(SEALED) as SealedColumn[]

/** What encrypted text looks like: the id of its key, and the rest in base64url. */
const SEALED_TEXT = '^[a-z0-9]{1,16}[.][A-Za-z0-9_-]{38,}$'

/** A value with the name of its row, as it is bound to it. */
export type SealedValue = { row: string; sealed: string }

/** How a row is named where several columns do it; a single id is its own name. */
export function rowName(parts: readonly string[]): string {
  const [only = ''] = parts
  return parts.length === 1 ? only : JSON.stringify(parts)
}

/** Values of a column that are not under this key, in the order of their rows, after `after`: the name's parts. */
export async function sealedUnderOthers(
  db: Executor,
  column: SealedColumn,
  keyId: string,
  { after, limit }: { after: readonly string[] | null; limit: number },
): Promise<(SealedValue & { parts: string[] })[]> {
  const { table, value, names } = identifiers(column)
  const next = after === null ? sql`true` : sql`(${names}) > (${list(after)})`
  const rows = await db.execute<{ parts: string[]; sealed: string }>(sql`
    select array[${names}] as parts, ${value} as sealed from ${table}
    where ${value} ~ ${SEALED_TEXT} and split_part(${value}, '.', 1) <> ${keyId} and ${next}
    order by ${names} limit ${limit}`)
  return rows.map(({ parts, sealed }) => ({ parts, row: rowName(parts), sealed }))
}

/** Puts a value in place of the one that was read, unless somebody changed it meanwhile. */
export async function replaceSealed(
  db: Executor,
  column: SealedColumn,
  parts: readonly string[],
  { before, after }: { before: string; after: string },
): Promise<boolean> {
  const { table, value, names, name } = identifiers(column)
  const changed = await db.execute(sql`
    update ${table} set ${name} = ${after}
    where (${names}) = (${list(parts)}) and ${value} = ${before} returning 1`)
  return changed.length > 0
}

/** How many values of a column are under each key, by its id. */
export async function countSealed(db: Executor, column: SealedColumn): Promise<Map<string, number>> {
  const { table, value } = identifiers(column)
  const rows = await db.execute<{ key: string; count: string }>(sql`
    select split_part(${value}, '.', 1) as key, count(*) as count from ${table}
    where ${value} ~ ${SEALED_TEXT} group by 1`)
  return new Map(rows.map(({ key, count }) => [key, Number.parseInt(count, 10)]))
}

/** Compared as text, whatever their types, and in one order on every server. */
function identifiers(column: SealedColumn) {
  const [table = '', name = ''] = column.split('.')
  const names = SEALED[column].map((part) => sql`${sql.identifier(part)}::text collate "C"`)
  return {
    table: sql.identifier(table),
    name: sql.identifier(name),
    value: sql`${sql.identifier(name)}`,
    names: sql.join(names, sql`, `),
  }
}

function list(parts: readonly string[]) {
  return sql.join(
    parts.map((part) => sql`${part}`),
    sql`, `,
  )
}
