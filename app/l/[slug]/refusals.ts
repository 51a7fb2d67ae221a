import type { DomainError } from '@/lib/domain/errors'

/** Why no session could be begun, for a customer; null where it was too often. */
export function refusalOf(error: DomainError | null): string {
  if (error === null) return 'That was very often from where you are. Wait a minute, then try again.'
  switch (error.code) {
    case 'PAYMENT_METHOD_PAUSED':
    case 'RATE_UNAVAILABLE':
      return 'This cannot be paid for the moment. Nothing was charged; try again in a minute.'
    case 'LINK_CLOSED':
      return 'The last place has just been taken. Try again in a quarter of an hour.'
    case 'INVALID_AMOUNT':
      return `${upper(error.message.replace(/^[\w.]+: /, 'The amount '))}.`
    default:
      return 'The merchant cannot take this payment now. Nothing was charged; please ask them.'
  }
}

function upper(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
