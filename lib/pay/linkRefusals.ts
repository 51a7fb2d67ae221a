import type { DomainError } from '@/lib/domain/errors'
import { CLOSED_REASONS } from '@/lib/domain/paymentLink'
import type { Locale } from '@/lib/i18n/locales'
import { translator } from '@/lib/i18n/translator'
import { closedWords } from './linkPage'

/** Why no session could be begun, for a customer; null where it was too often. */
export function refusalText(error: DomainError | null, locale: Locale): string {
  const t = translator(locale, 'link')
  switch (error === null ? 'TOO_OFTEN' : error.code) {
    case 'TOO_OFTEN':
      return t('refused.often')
    case 'PAYMENT_METHOD_PAUSED':
    case 'RATE_UNAVAILABLE':
      return t('refused.paused')
    case 'LINK_CLOSED': {
      const reason = CLOSED_REASONS.find((one) => one === error?.detail.constraints?.reason)
      const { title, text } = closedWords(reason ?? null, null, locale)
      const stop = locale === 'ja' || locale === 'zh' ? '。' : '. '
      return `${title}${stop}${text} ${t('refused.nothing')}`
    }
    case 'INVALID_AMOUNT':
      return amountText(error, locale)
    default:
      return t('refused.other')
  }
}

/** What may be paid, where the refusal says it. English keeps the refusal's own words, which say more. */
function amountText(error: DomainError | null, locale: Locale): string {
  const t = translator(locale, 'link')
  if (locale === 'en' && error) return `${upper(error.message.replace(/^[\w.]+: /, 'The amount '))}.`
  const { min_amount: least, currency } = error?.detail.constraints ?? {}
  return least === undefined
    ? t('wrong.impossible')
    : t('wrong.tooLittle', { least: `${String(least)} ${String(currency ?? '')}`.trim() })
}

function upper(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
