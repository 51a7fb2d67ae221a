import { DomainError, isDomainError } from '@/lib/domain/errors'

/** Where a session's amount was given: by whoever asks, or by the link. */
type AmountFrom = 'request' | 'link'

/**
 * What the invoice within a session is refused with, as a refusal of the session: who asks for one has named no items, no `currency` and
 * no `crypto_currency`. Other errors stay as they are.
 */
export function sessionRefusal(error: unknown, from: AmountFrom): unknown {
  if (!isDomainError(error)) return error
  const { field, ...detail } = error.detail
  if (field === undefined) return error
  const own = (part: 'value' | 'currency') => (from === 'link' ? 'linkId' : `amount.${part}`)
  if (isAmount(field)) {
    return new DomainError(error.code, amountText(error, from), { ...detail, field: own('value') })
  }
  if (field === 'currency')
    return new DomainError(error.code, error.message, { ...detail, field: own('currency') })
  if (field !== 'crypto_currency') return error
  // Below what is worth moving (L8) it is the amount; else nothing that was sent is wrong.
  const place = error.code === 'INVALID_AMOUNT' ? { field: own('value') } : {}
  return new DomainError(error.code, error.message, { ...detail, ...place })
}

function isAmount(field: string): boolean {
  return field === 'items' || field.startsWith('items[')
}

/** D7, in the same words as a link's own amounts. */
function amountText({ message, detail }: DomainError, from: AmountFrom): string {
  const { min_amount: min, max_amount: max, currency } = detail.constraints ?? {}
  if (min === undefined || max === undefined) return message
  const what = from === 'link' ? 'The link’s amount' : 'amount.value:'
  return `${what} must be from ${String(min)} to ${String(max)} ${String(currency)}`
}
