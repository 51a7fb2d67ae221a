import type { Locale } from './locales'

/** What an address says for one showing only: an answer to a form. */
const SAID_ONCE = ['claim', 'check', 'quote', 'test', '_rsc']

/** The address of the same page in another language; what else its query chooses is kept. */
export function languageLink(search: string, locale: Locale): string {
  const query = new URLSearchParams(search)
  for (const name of SAID_ONCE) query.delete(name)
  query.set('lang', locale)
  return `?${query}`
}
