/** What a link can ask a customer for, and how much it insists. */
export const ASKED_FIELDS = ['email', 'name', 'note'] as const
export type AskedField = (typeof ASKED_FIELDS)[number]
export const ASKING = ['no', 'optional', 'required'] as const
export type Asking = (typeof ASKING)[number]
export type AskedFields = Record<AskedField, Asking>

export const ASKS_NOTHING: AskedFields = { email: 'no', name: 'no', note: 'no' }

/** Why a link begins no session; null while it does. */
export const CLOSED_REASONS = ['inactive', 'ended', 'used_up', 'full'] as const
export type ClosedReason = (typeof CLOSED_REASONS)[number]

export type LinkTerms = {
  active: boolean
  /** No session begins later. */
  endsAt: Date | null
  maxUses: number | null
}

/** Sessions of a link that were paid, or that still can be: each of these holds one of its uses. */
export type LinkUses = { paid: number; held: number }

/**
 * Whether a link begins another session. Open sessions hold a use until money for them could no longer come in time, so that there are
 * never more paid sessions than uses, however many customers come at once. `full` passes by itself, unlike `used_up`.
 */
export function closedReason(link: LinkTerms, uses: LinkUses, now: Date): ClosedReason | null {
  if (!link.active) return 'inactive'
  if (link.endsAt && now > link.endsAt) return 'ended'
  if (link.maxUses === null) return null
  if (uses.paid >= link.maxUses) return 'used_up'
  return uses.paid + uses.held >= link.maxUses ? 'full' : null
}

/** Readable: lower-case words and digits with hyphens between them. */
const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/
export const SLUG_LENGTH = { min: 3, max: 64 } as const

export function isSlug(text: string): boolean {
  return text.length >= SLUG_LENGTH.min && text.length <= SLUG_LENGTH.max && SLUG.test(text)
}

/** Whether a customer has something to say before a session can begin. */
export function asksAnything(link: { customerChooses: boolean; asked: AskedFields }): boolean {
  return link.customerChooses || ASKED_FIELDS.some((field) => link.asked[field] !== 'no')
}
