import type { Mode } from '@/db/schema'
import type { Grant } from './scopes'

export type KeyFormRule = {
  prefix: string
  mode: Mode
  /** How its random part is written. */
  secret: { alphabet: 'base62' | 'hex'; length: number }
  /** The most a key of this form can hold, and what it holds unless told otherwise (Q3). */
  scopes: readonly Grant[]
}

const BASE62 = { alphabet: 'base62', length: 32 } as const
const LINKS_AND_SESSIONS = [
  'links:read',
  'links:write',
  'sessions:read',
  'sessions:write',
  'webhooks:read',
  'webhooks:write',
  'events:read',
  'customers:read',
] as const

/** The published table of key forms (docs/api.md); prefixes that begin another's come after it. */
export const KEY_FORMS = {
  sk_live_invoices: {
    prefix: 'sk_live_invoices_',
    mode: 'live',
    secret: BASE62,
    scopes: ['invoices:create', 'invoices:read', 'invoices:cancel', 'invoices:refund'],
  },
  sk_live_analytics: {
    prefix: 'sk_live_analytics_',
    mode: 'live',
    secret: BASE62,
    scopes: ['analytics:read'],
  },
  sk_live: { prefix: 'sk_live_', mode: 'live', secret: BASE62, scopes: ['*'] },
  sk_test: { prefix: 'sk_test_', mode: 'test', secret: BASE62, scopes: ['*'] },
  ck_live: { prefix: 'ck_live_', mode: 'live', secret: BASE62, scopes: LINKS_AND_SESSIONS },
  ck_test: { prefix: 'ck_test_', mode: 'test', secret: BASE62, scopes: LINKS_AND_SESSIONS },
  fc_live: {
    prefix: 'fc_live_',
    mode: 'live',
    secret: { alphabet: 'hex', length: 64 },
    scopes: ['invoices:create', 'invoices:read_one', 'invoices:cancel', 'invoices:record_payment'],
  },
} as const satisfies Record<string, KeyFormRule>

export type KeyForm = keyof typeof KEY_FORMS

const CHARACTERS = { base62: '[0-9A-Za-z]', hex: '[0-9a-f]' }

/** The form a text has as a whole, or null: what cannot be a key is not looked up. */
export function formOf(key: string): KeyForm | null {
  for (const [form, rule] of Object.entries(KEY_FORMS)) {
    const { alphabet, length } = rule.secret
    if (new RegExp(`^${rule.prefix}${CHARACTERS[alphabet]}{${length}}$`).test(key)) return form as KeyForm
  }
  return null
}

/** How a key is named to people: `sk_live_***123`. */
export function keyHint(form: KeyForm, key: string): string {
  return `${KEY_FORMS[form].prefix}***${key.slice(-3)}`
}
