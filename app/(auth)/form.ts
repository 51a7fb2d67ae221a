import type { z } from 'zod'
import { EMPTY, type FormState } from '@/components/auth/formState'
import { isTurnstileFull } from '@/lib/auth/turnstile'

/** What proves who somebody is, and where somebody may by mistake have pasted what can spend. */
const NEVER_SHOWN_AGAIN = /password|token|xpub/i

type Read<Input> = { ok: true; input: Input } | { ok: false; state: FormState }

export const TOO_MANY = 'Too many tries. Wait a quarter of an hour, then try again.'
export const BUSY = 'The server is busy. Try again in a moment.'

/** Reads a form by its schema; else the first error of each field, and what may be shown again. */
export function readForm<Input>(schema: z.ZodType<Input>, data: FormData): Read<Input> {
  const parsed = schema.safeParse(Object.fromEntries(data))
  if (parsed.success) return { ok: true, input: parsed.data }
  const errors: Record<string, string> = {}
  for (const { path, message } of parsed.error.issues) errors[String(path[0])] ??= message
  return { ok: false, state: { ...EMPTY, errors, values: shownAgain(data) } }
}

/** A refusal of the form as a whole. */
export function refusal(text: string, data: FormData): FormState {
  return { errors: {}, message: { tone: 'bad', text }, values: shownAgain(data) }
}

/** It is done, and this is what to know; the form is not shown again. */
export function done(text: string): FormState {
  return { ...EMPTY, message: { tone: 'good', text } }
}

/** Says that the server is busy where too many passwords wait to be hashed; any other error goes on. */
export function busyOr(error: unknown, data: FormData): FormState {
  if (isTurnstileFull(error)) return refusal(BUSY, data)
  throw error
}

function shownAgain(data: FormData): Record<string, string> {
  const values: Record<string, string> = {}
  for (const [name, value] of data) {
    if (typeof value === 'string' && !NEVER_SHOWN_AGAIN.test(name)) values[name] = value
  }
  return values
}
