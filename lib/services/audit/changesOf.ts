import type { AuditChanges, AuditValue } from '@/db/schema'

type Field = string | number | boolean | bigint | Date | null | undefined | readonly string[]
type Fields<Row> = { [Name in keyof Row]: Row[Name] extends Field ? Name : never }[keyof Row] & string

/**
 * What differs between a row before and after, of the fields that are named: no other gets into the log, so that a secret cannot
 * by accident. Names become the wire's, such as `max_retries`.
 */
export function changesOf<Row extends object>(
  before: Row,
  after: Row,
  names: readonly Fields<Row>[],
): AuditChanges {
  const changes: AuditChanges = {}
  for (const name of names) {
    const [from, to] = [plain(before[name] as Field), plain(after[name] as Field)]
    if (JSON.stringify(from) !== JSON.stringify(to)) changes[wireName(name)] = { from, to }
  }
  return changes
}

/** The named fields of something new. */
export function fieldsOf<Row extends object>(row: Row, names: readonly Fields<Row>[]): AuditChanges {
  return Object.fromEntries(names.map((name) => [wireName(name), plain(row[name] as Field)]))
}

function plain(value: Field): AuditValue {
  if (value === undefined || value === null) return null
  if (value instanceof Date) return value.toISOString()
  return typeof value === 'bigint' ? value.toString() : value
}

function wireName(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}
