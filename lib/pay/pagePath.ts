import { z } from 'zod'

/** A page that an invoice is paid on, for forms to come back to: never another address. */
export const pagePath = z.string().regex(/^\/(?:pay|checkout)\/[0-9A-Za-z_-]{1,64}$/)
