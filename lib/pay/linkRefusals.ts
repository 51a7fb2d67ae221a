import type { DomainError } from '@/lib/domain/errors'
import { CLOSED_REASONS } from '@/lib/domain/paymentLink'
import { closedWords, upper } from './linkPage'

/** Why no session could be begun, for a customer; null where it was too often. */
export function refusalText(error: DomainError | null): string {
  if (error === null) return 'That was very often from where you are. Wait a minute, then try again.'
  switch (error.code) {
    case 'PAYMENT_METHOD_PAUSED':
    case 'RATE_UNAVAILABLE':
      return 'This cannot be paid for the moment. Nothing was charged; try again in a minute.'
    case 'LINK_CLOSED': {
      const reason = CLOSED_REASONS.find((one) => one === error.detail.constraints?.reason)
      const { title, text } = closedWords(reason ?? null, 'the merchant')
      return `${title}. ${text} Nothing was charged.`
    }
    case 'INVALID_AMOUNT':
      return `${upper(error.message.replace(/^[\w.]+: /, 'The amount '))}.`
    default:
      return 'The merchant cannot take this payment now. Nothing was charged; please ask them.'
  }
}
