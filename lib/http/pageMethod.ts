/** What a page cannot ask of its request otherwise; `proxy.ts` writes both, whatever a client sends. */
export const PAGE_METHOD = 'x-page-method'
export const PAGE_PATH = 'x-page-path'
