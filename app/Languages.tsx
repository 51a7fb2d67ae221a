import { headers } from 'next/headers'
import { LanguageSwitch } from '@/components/ui/LanguageSwitch'
import { languageLink } from '@/lib/i18n/languageLink'
import { PAGE_SEARCH } from '@/lib/i18n/page'
import { translator } from '@/lib/i18n/translator'
import { pageLocale } from './pageLocale'

/** The choice of languages at the foot of a customer's page. */
export async function Languages() {
  const locale = await pageLocale()
  const search = (await headers()).get(PAGE_SEARCH) ?? ''
  return (
    <LanguageSwitch
      label={translator(locale, 'pay')('language')}
      current={locale}
      hrefOf={(other) => languageLink(search, other)}
    />
  )
}
