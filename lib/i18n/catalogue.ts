import type { Locale } from './locales'
import { link } from './catalogue/link'
import { pay } from './catalogue/pay'
import { receipt } from './catalogue/receipt'
import { wallet } from './catalogue/wallet'

/** Every namespace, a file each, in every language. Its English is what the others are compared with. */
const NAMESPACES = { link, pay, receipt, wallet }

export type Namespace = keyof typeof NAMESPACES
export type Messages = { [N in Namespace]: (typeof NAMESPACES)[N]['en'] }

function inLanguage(locale: Locale): Messages {
  return { link: link[locale], pay: pay[locale], receipt: receipt[locale], wallet: wallet[locale] }
}

export const CATALOGUE: Readonly<Record<Locale, Messages>> = {
  en: inLanguage('en'),
  es: inLanguage('es'),
  pt: inLanguage('pt'),
  de: inLanguage('de'),
  fr: inLanguage('fr'),
  ja: inLanguage('ja'),
  zh: inLanguage('zh'),
  ar: inLanguage('ar'),
}
