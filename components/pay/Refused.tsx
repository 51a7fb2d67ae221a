import type { Locale } from '@/lib/i18n/locales'
import { translator } from '@/lib/i18n/translator'
import { Message } from '@/components/ui/Message'

/** F8: an address that does not derive again from the merchant's terms is never shown. */
export function Refused({ locale }: { locale: Locale }) {
  const t = translator(locale, 'pay')
  return (
    <Message title={t('refused.title')}>
      <p>{t('refused.why')}</p>
      <p>{t('refused.contact')}</p>
    </Message>
  )
}
