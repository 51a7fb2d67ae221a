import { readFileSync } from 'node:fs'
import path from 'node:path'

export type Json = null | boolean | number | string | Json[] | { [name: string]: Json }

/** One of document 004's own examples, such as `merchantCreate.request`. */
export function example(name: string): Record<string, Json> {
  const file = path.resolve(import.meta.dirname, 'examples', `${name}.json`)
  return JSON.parse(readFileSync(file, 'utf8')) as Record<string, Json>
}

/** How an answer may differ from its example without being another shape. */
export type Leeway = {
  /** Paths that may hold null where the example shows a value, such as a time that has not come. */
  nullable?: readonly string[]
  /** Paths that the document shows and the project leaves out on purpose; each needs its reason in the docs. */
  absent?: readonly string[]
}

/**
 * What an answer lacks of an example: a field that is missing, or of another JSON type. Fields that only the answer has are
 * no difference. Lists are compared by their first element; `items[].name` is a path. Empty when the shapes agree.
 */
export function differences(expected: Json, actual: unknown, leeway: Leeway = {}, at = ''): string[] {
  if (leeway.absent?.includes(at)) return []
  if (actual === undefined) return [`${at} is missing`]
  if (actual === null && (expected === null || leeway.nullable?.includes(at))) return []
  // The example shows one of the values that a field can have.
  if (expected === null) return []
  if (typeOf(expected) !== typeOf(actual)) return [`${at} is ${typeOf(actual)}, not ${typeOf(expected)}`]
  if (Array.isArray(expected)) return elements(expected, actual as unknown[], leeway, at)
  if (typeof expected !== 'object') return []
  const given = actual as Record<string, unknown>
  return Object.entries(expected).flatMap(([name, value]) =>
    differences(value, given[name], leeway, at ? `${at}.${name}` : name),
  )
}

function elements(
  expected: readonly Json[],
  actual: readonly unknown[],
  leeway: Leeway,
  at: string,
): string[] {
  const [wanted] = expected
  if (wanted === undefined || leeway.absent?.includes(`${at}[]`)) return []
  if (actual.length === 0) return [`${at} is empty`]
  return differences(wanted, actual[0], leeway, `${at}[]`)
}

function typeOf(value: unknown): string {
  if (value === null) return 'null'
  return Array.isArray(value) ? 'a list' : typeof value
}
