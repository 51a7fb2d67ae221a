import type { z } from 'zod'
import { EMPTY, type FormState } from '@/components/auth/formState'

type Read<Input> = { ok: true; input: Input } | { ok: false; state: FormState }

/** Reads a form by its schema; else the first error of each field, and what may be shown again. */
export function readForm<Input>(schema: z.ZodType<Input>, data: FormData): Read<Input> {
  const parsed = schema.safeParse(Object.fromEntries(data))
  if (parsed.success) return { ok: true, input: parsed.data }
  const errors: Record<string, string> = {}
  for (const { path, message } of parsed.error.issues) errors[String(path[0])] ??= message
  return { ok: false, state: { ...EMPTY, errors, values: shownAgain(data) } }
}

/** A refusal of the form as a whole. */
export function refusal(text: string, values: FormState['values'] = {}): FormState {
  return { errors: {}, message: { tone: 'bad', text }, values }
}

function shownAgain(data: FormData): Record<string, string> {
  const values: Record<string, string> = {}
  for (const [name, value] of data) {
    if (typeof value === 'string' && !/password|token/i.test(name)) values[name] = value
  }
  return values
}
