import { headers } from 'next/headers'
import { isLocale, UNTRANSLATED, type Locale } from '@/lib/i18n/locales'
import { PAGE_LOCALE } from '@/lib/i18n/page'

/** The language of the page of the request under way, as `proxy.ts` chose it. */
export async function pageLocale(): Promise<Locale> {
  const chosen = (await headers()).get(PAGE_LOCALE)
  return isLocale(chosen) ? chosen : UNTRANSLATED
}
