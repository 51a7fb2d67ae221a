import type { z } from 'zod'
import { DomainError, type ErrorCode } from '@/lib/domain/errors'

/** Codes that a schema may give an issue, as `params: { code }`, instead of the general one. */
const CODES: readonly ErrorCode[] = ['INVALID_AMOUNT', 'INVALID_ITEMS', 'INVALID_CURSOR']

/**
 * Parses what came in. Throws VALIDATION_FAILED (or the code that the schema names) for the first thing that is wrong,
 * with its path.
 */
export function validate<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  const field = fieldPath(issue?.path ?? [])
  const code = codeOf(issue)
  const message = `${field || 'The body'}: ${issue?.message ?? 'is not valid'}`
  throw new DomainError(code, message, field ? { field } : {})
}

/** `items[0].unit_price`, as documents write it. */
export function fieldPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`
    return text ? `${text}.${String(part)}` : String(part)
  }, '')
}

function codeOf(issue: z.core.$ZodIssue | undefined): ErrorCode {
  const named = issue?.code === 'custom' ? (issue.params?.code as unknown) : null
  return CODES.find((code) => code === named) ?? 'VALIDATION_FAILED'
}
