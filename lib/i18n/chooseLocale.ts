import { DEFAULT_LOCALE, isLocale, type Locale } from './locales'

/** Nobody speaks more; a longer header is not read to its end. */
const MOST_LANGUAGES = 20

type Asked = {
  /** Of `?lang=`. */
  lang: string | null
  cookie: string | null
  acceptLanguage: string | null
}

/** The language of a page: what its address asks for, what was chosen before, what the browser would like, English. */
export function chooseLocale({ lang, cookie, acceptLanguage }: Asked): Locale {
  if (isLocale(lang)) return lang
  if (isLocale(cookie)) return cookie
  return preferred(acceptLanguage) ?? DEFAULT_LOCALE
}

/** The first that is spoken here, by weight; a region is left off: `pt-PT` is understood as `pt`. */
function preferred(header: string | null): Locale | null {
  const wanted = (header ?? '').slice(0, 1_000).split(',', MOST_LANGUAGES).map(readRange)
  const known = wanted.filter((one) => one.weight > 0).toSorted((a, b) => b.weight - a.weight)
  for (const { language } of known) if (isLocale(language)) return language
  return null
}

/** `de-AT;q=0.8` is German, at 0.8; without a weight, 1. A weight that is none counts as 0. */
function readRange(range: string): { language: string; weight: number } {
  const [tag = '', ...parameters] = range.split(';').map((part) => part.trim())
  const q = parameters.find((parameter) => /^q=/i.test(parameter))?.slice(2) ?? '1'
  const weight = /^(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/.test(q) ? Number(q) : 0
  return { language: (tag.split('-')[0] ?? '').toLowerCase(), weight }
}
