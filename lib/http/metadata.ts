import { z } from 'zod'
import { isKeepable } from './fields'
import { isLosslessNumber, type LosslessNumber } from './json'

const MAX_ENTRIES = 50
const MAX_KEY = 64
const MAX_VALUE = 500

type Entry = string | LosslessNumber | boolean

/**
 * The merchant's own notes: up to 50 names of 64 characters with texts of 500, as the document shows them. Numbers and
 * truth values are kept as their text, so that no digit is lost.
 */
export const metadata = z
  .custom<Record<string, Entry>>(isFlatObject, {
    error: 'must be a flat object of texts',
    params: { constraints: { type: 'object' } },
  })
  .superRefine((entries, context) => {
    const refuse = (message: string, constraints: Record<string, number>, path: string[] = []) =>
      context.addIssue({ code: 'custom', message, path, params: { constraints } })
    const names = Object.keys(entries)
    if (names.length > MAX_ENTRIES) {
      refuse(`must have at most ${MAX_ENTRIES} entries`, { max_entries: MAX_ENTRIES })
    }
    for (const name of names) {
      if (name === '__proto__' || name === '' || name.length > MAX_KEY || !isKeepable(name)) {
        const constraints = { min_name_length: 1, max_name_length: MAX_KEY }
        refuse(`has a name that is not 1 to ${MAX_KEY} characters`, constraints)
      }
      const value = String(entries[name])
      if (value.length > MAX_VALUE || !isKeepable(value)) {
        refuse(`must have at most ${MAX_VALUE} characters`, { max_length: MAX_VALUE }, [name])
      }
    }
  })
  .transform((entries) =>
    Object.fromEntries(Object.entries(entries).map(([name, value]) => [name, String(value)])),
  )
  .meta({
    type: 'object',
    maxProperties: MAX_ENTRIES,
    additionalProperties: { type: ['string', 'number', 'boolean'], maxLength: MAX_VALUE },
  })

function isFlatObject(value: unknown): boolean {
  if (value === null || typeof value !== 'object' || Array.isArray(value) || isLosslessNumber(value))
    return false
  return Object.values(value).every(
    (entry) => typeof entry === 'string' || typeof entry === 'boolean' || isLosslessNumber(entry),
  )
}
