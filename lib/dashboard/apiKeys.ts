import { z } from 'zod'
import { KEY_FORMS } from '@/lib/auth/keyForms'
import type { Grant } from '@/lib/auth/scopes'
import { isKeepable } from '@/lib/http/fields'
import type { listApiKeys } from '@/lib/services/apiKeys/listApiKeys'
import { keyStatus } from '@/lib/services/apiKeys/keyStatus'
import type { BadgeText } from './badges'

const DAY_MS = 86_400_000

/** What a new key may do: few choices that most shops need; the API can name each permission. */
export const KEY_KINDS: readonly {
  value: 'all' | 'invoices' | 'sessions' | 'analytics'
  label: string
  scopes: readonly Grant[]
}[] = [
  {
    value: 'invoices',
    label: 'Invoices: make, read and cancel them',
    scopes: KEY_FORMS.sk_live_invoices.scopes,
  },
  {
    value: 'sessions',
    label: 'Payment links and checkout sessions: make and read them',
    scopes: KEY_FORMS.ck_live.scopes,
  },
  { value: 'analytics', label: 'Figures: read them', scopes: KEY_FORMS.sk_live_analytics.scopes },
  { value: 'all', label: 'Everything', scopes: ['*'] },
]

export const KEY_LIVES = [
  { value: '0', label: 'Until it is revoked' },
  { value: '90', label: '90 days' },
  { value: '365', label: '1 year' },
] as const

export const newKeyForm = z.object({
  name: z
    .string()
    .trim()
    .min(1, { error: 'Name it after what will use it.' })
    .max(100, { error: 'Use at most 100 characters.' })
    .refine(isKeepable, { error: 'This has characters that cannot be kept.' }),
  kind: z.enum(KEY_KINDS.map(({ value }) => value)),
  life: z.enum(KEY_LIVES.map(({ value }) => value)),
})

/** What the form asks for, from now on. */
export function toKeyInput(form: z.output<typeof newKeyForm>, now: Date) {
  const days = Number.parseInt(form.life, 10)
  return {
    name: form.name,
    scopes: KEY_KINDS.find(({ value }) => value === form.kind)?.scopes ?? [],
    expiresAt: days === 0 ? null : new Date(now.getTime() + days * DAY_MS),
  }
}

type Row = Awaited<ReturnType<typeof listApiKeys>>['apiKeys'][number]

/** A key as a line of the list; nobody can read it back. */
export type KeyLine = {
  id: string
  name: string
  start: string
  mode: 'live' | 'test'
  badge: BadgeText
  may: string
  lastUsedAt: Date | null
  expiresAt: Date | null
  createdAt: Date
  revocable: boolean
}

export function keyLine(row: Row, now: Date): KeyLine {
  const status = keyStatus(row, now)
  return {
    id: row.id,
    name: row.name,
    start: `${row.prefix}…`,
    mode: row.mode,
    badge: { label: LABELS[status], tone: status === 'active' ? 'good' : 'plain' },
    may: row.scopes.includes('*') ? 'Everything' : row.scopes.join(', '),
    lastUsedAt: row.lastUsedAt,
    expiresAt: row.expiresAt,
    createdAt: row.createdAt,
    revocable: status === 'active',
  }
}

const LABELS = { active: 'Active', revoked: 'Revoked', expired: 'Expired' } as const
