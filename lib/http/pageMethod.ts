/** What a page cannot ask of its request otherwise; `proxy.ts` writes them all, whatever a client sends. */
export const PAGE_METHOD = 'x-page-method'
export const PAGE_PATH = 'x-page-path'
/** By what a browser is known that opens payment links: 128 random bits, new where its cookie has none. */
export const PAGE_VISITOR = 'x-page-visitor'
export const VISITOR = /^[0-9a-f]{32}$/
