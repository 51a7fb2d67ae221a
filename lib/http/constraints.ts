import type { z } from 'zod'
import type { Constraint } from '@/lib/domain/errors'

type Constraints = Record<string, Constraint>

/**
 * What a field must keep to, for a program to read: `required`, `type`, `supported` (the values there are), `min`, `max`,
 * `min_length`, `max_length`, `min_items`, `max_items`, `pattern`, `format`. A schema's own checks say theirs as
 * `params: { constraints }`.
 */
export function constraintsOf(issue: z.core.$ZodIssue): Constraints {
  switch (issue.code) {
    case 'invalid_type':
      return { type: issue.expected }
    case 'invalid_value':
      return { supported: issue.values.map(String) }
    case 'too_small':
      return bound('min', issue.origin, issue.minimum)
    case 'too_big':
      return bound('max', issue.origin, issue.maximum)
    case 'invalid_format':
      return formatOf(issue)
    case 'unrecognized_keys':
      return { unknown_fields: issue.keys.slice(0, 20).map((key) => key.slice(0, 64)) }
    case 'custom':
      return ownOf(issue.params)
    default:
      return {}
  }
}

const SUFFIX: Record<string, string> = { string: '_length', array: '_items', set: '_items' }

function bound(side: 'min' | 'max', origin: string, value: number | bigint): Constraints {
  return { [`${side}${SUFFIX[origin] ?? ''}`]: typeof value === 'bigint' ? value.toString() : value }
}

function formatOf(issue: z.core.$ZodIssueInvalidStringFormat): Constraints {
  if (issue.format === 'regex')
    return issue.pattern ? { pattern: issue.pattern.replace(/^\/|\/\w*$/g, '') } : {}
  return { format: issue.format === 'datetime' ? 'date-time' : issue.format }
}

function ownOf(params: Record<string, unknown> | undefined): Constraints {
  const own = params?.constraints
  return own !== null && typeof own === 'object' ? (own as Constraints) : {}
}
