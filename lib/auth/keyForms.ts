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
  'customers:write',
] as const

const INVOICES = ['invoices:create', 'invoices:read', 'invoices:cancel', 'invoices:refund'] as const
const ANALYTICS = ['analytics:read'] as const

/** The published table of key forms (docs/api.md); prefixes that begin another's come after it. */
export const KEY_FORMS = {
  sk_live_invoices: {
    prefix: 'sk_live_invoices_',
    mode: 'live',
    secret: BASE62,
    scopes: INVOICES,
  },
  sk_live_analytics: { prefix: 'sk_live_analytics_', mode: 'live', secret: BASE62, scopes: ANALYTICS },
  sk_test_invoices: { prefix: 'sk_test_invoices_', mode: 'test', secret: BASE62, scopes: INVOICES },
  sk_test_analytics: { prefix: 'sk_test_analytics_', mode: 'test', secret: BASE62, scopes: ANALYTICS },
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

/** A key's first characters, as 12 of `fc_live_`: its form and four more. */
export function keyStart(form: KeyForm, key: string): string {
  return key.slice(0, KEY_FORMS[form].prefix.length + 4)
}

/** The narrowest form that can hold these scopes, so that a restricted key can be told by its prefix. */
export function formFor(mode: Mode, scopes: readonly Grant[]): KeyForm {
  const narrow = ([`sk_${mode}_invoices`, `sk_${mode}_analytics`, `ck_${mode}`] as const).find((form) => {
    const most: readonly Grant[] = KEY_FORMS[form].scopes
    return scopes.length > 0 && scopes.every((scope) => most.includes(scope))
  })
  return narrow ?? `sk_${mode}`
}

export function isKeyForm(text: string): text is KeyForm {
  return text in KEY_FORMS
}
