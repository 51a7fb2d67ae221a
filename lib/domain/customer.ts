/** What names a customer in an invoice's metadata, in document 004's words. */
export const CUSTOMER_FIELDS = { reference: 'customer_id', email: 'customer_email' } as const

export type CustomerNames = {
  /** The merchant's own id of them. */
  reference: string | null
  /** Lower-cased. */
  email: string | null
}

const MAX_REFERENCE = 255
const MAX_EMAIL = 254
const EMAIL = /^[^\s@]+@[^\s@]+$/

/** Who an invoice is for, as far as its metadata says so; null where it names nobody (D8). */
export function customerNames(metadata: Readonly<Record<string, string>>): CustomerNames | null {
  const reference = metadata[CUSTOMER_FIELDS.reference]?.trim() ?? ''
  const email = metadata[CUSTOMER_FIELDS.email]?.trim().toLowerCase() ?? ''
  const names = {
    reference: reference !== '' && reference.length <= MAX_REFERENCE ? reference : null,
    email: isCustomerEmail(email) ? email : null,
  }
  return (names.reference ?? names.email) ? names : null
}

/** Whether a text can be the e-mail that a customer is known by. */
export function isCustomerEmail(text: string): boolean {
  return text.length <= MAX_EMAIL && EMAIL.test(text)
}
