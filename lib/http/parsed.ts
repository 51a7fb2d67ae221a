import { z } from 'zod'
import type { Constraint, ErrorCode } from '@/lib/domain/errors'

/** A text that stands for something else; what it does not stand for, or is out of bounds, is refused. */
export function parsed<Value>(
  read: (text: string) => Value | null,
  isFit: (value: Value) => boolean,
  message: string,
  params: { code?: ErrorCode; constraints: Record<string, Constraint> },
) {
  return z.string().transform((input, context): Value => {
    const value = read(input)
    if (value !== null && isFit(value)) return value
    context.issues.push({ code: 'custom', input, message, params })
    return z.NEVER
  })
}
