import type { z } from 'zod'
import { DomainError, type Constraint, type ErrorCode, type Problem } from '@/lib/domain/errors'
import { constraintsOf } from './constraints'

/** Codes that a schema may give an issue, as `params: { code }`, instead of the general one. */
const CODES: readonly ErrorCode[] = ['INVALID_AMOUNT', 'INVALID_ITEMS', 'INVALID_CURSOR']
/** A request can be wrong in thousands of places; this many help whoever mends it. */
const MOST_PROBLEMS = 20
const MOST_OF_A_NAME = 64

/**
 * Parses what came in. Throws VALIDATION_FAILED (or the code that the schema names) for the first thing that is wrong, with its
 * path and what it should keep to; `problems` holds the others too.
 */
export function validate<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const problems = parsed.error.issues.slice(0, MOST_PROBLEMS).map((issue) => problemOf(issue, value))
  const [{ code, message, ...place } = NOT_VALID] = problems
  throw new DomainError(code, message, { ...place, problems })
}

const NOT_VALID: Problem = { code: 'VALIDATION_FAILED', message: 'The body: is not valid' }

function problemOf(issue: z.core.$ZodIssue, value: unknown): Problem {
  const unknown = issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : []
  const field = fieldPath([...issue.path, ...unknown])
  const missing = issue.path.length > 0 && isMissing(value, issue.path)
  const constraints: Record<string, Constraint> = {
    ...(missing ? { required: true } : {}),
    ...constraintsOf(issue),
  }
  return {
    code: codeOf(issue),
    message: `${field || 'The body'}: ${issue.message}`,
    ...(field ? { field } : {}),
    ...(Object.keys(constraints).length > 0 ? { constraints } : {}),
  }
}

function isMissing(value: unknown, path: readonly PropertyKey[]): boolean {
  const [first, ...rest] = path
  if (first === undefined) return value === undefined
  if (value === null || typeof value !== 'object' || !Object.hasOwn(value, first)) return true
  return isMissing(Object.getOwnPropertyDescriptor(value, first)?.value, rest)
}

/**
 * `items[0].unit_price`, as documents write it. A name that is no plain word, which only a caller can have made up, stands in
 * brackets as JSON, cut short and with nothing in it that does not show: `metadata["a.b"]`.
 */
export function fieldPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`
    const name = String(part)
    if (!/^[A-Za-z_][\w-]{0,63}$/.test(name)) return `${text}[${quoted(name)}]`
    return text ? `${text}.${name}` : name
  }, '')
}

function quoted(name: string): string {
  const cut = name.length > MOST_OF_A_NAME ? `${name.slice(0, MOST_OF_A_NAME)}…` : name
  return JSON.stringify(cut).replace(/[\p{C}\p{Z}]/gu, (sign) => (sign === ' ' ? sign : escaped(sign)))
}

function escaped(sign: string): string {
  return `\\u{${(sign.codePointAt(0) ?? 0).toString(16)}}`
}

function codeOf(issue: z.core.$ZodIssue): ErrorCode {
  const named = issue.code === 'custom' ? (issue.params?.code as unknown) : null
  return CODES.find((code) => code === named) ?? 'VALIDATION_FAILED'
}
