/** The languages that customers' pages speak. */
export const LOCALES = ['en', 'es', 'pt', 'de', 'fr', 'ja', 'zh', 'ar'] as const

export type Locale = (typeof LOCALES)[number]

export const DEFAULT_LOCALE: Locale = 'en'

/** What a page that is not translated is in: the dashboard, the documentation. */
export const UNTRANSLATED: Locale = 'en'

/** What each language calls itself. */
export const LOCALE_NAMES: Readonly<Record<Locale, string>> = {
  en: 'English',
  es: 'Español',
  pt: 'Português',
  de: 'Deutsch',
  fr: 'Français',
  ja: '日本語',
  zh: '简体中文',
  ar: 'العربية',
}

/** The tag of each for `Intl` and for `lang`. Arabic keeps Western digits: amounts and addresses beside it have them. */
const TAGS: Readonly<Record<Locale, string>> = {
  en: 'en',
  es: 'es',
  pt: 'pt-BR',
  de: 'de',
  fr: 'fr',
  ja: 'ja',
  zh: 'zh-Hans',
  ar: 'ar-u-nu-latn',
}

export function isLocale(value: unknown): value is Locale {
  return LOCALES.some((locale) => locale === value)
}

/** What `Intl` formats with. */
export function intlTag(locale: Locale): string {
  return TAGS[locale]
}

/** What the document says of itself. */
export function documentLanguage(locale: Locale): { lang: string; dir: 'ltr' | 'rtl' } {
  return { lang: TAGS[locale].replace(/-u-.*$/, ''), dir: directionOf(locale) }
}

export function directionOf(locale: Locale): 'ltr' | 'rtl' {
  return locale === 'ar' ? 'rtl' : 'ltr'
}
