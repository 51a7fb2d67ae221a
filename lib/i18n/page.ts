/** What `proxy.ts` tells a page of its language and its address; it writes them, whatever a client sends. */
export const PAGE_LOCALE = 'x-page-locale'
export const PAGE_SEARCH = 'x-page-search'

/** Where a language that was chosen is remembered. */
export const LOCALE_COOKIE = 'lang'

const TRANSLATED = /^\/(?:pay|invoice|checkout|l|receipt|claim|verify)(?:\/|$)/

/** Whether a page is a customer's, and speaks their language. */
export function isTranslated(path: string): boolean {
  return TRANSLATED.test(path)
}
