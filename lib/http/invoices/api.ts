import { createDialect } from '../dialect'
import { presentError } from './errors'

/** Document 004: bare objects, lists as `{ <plural>, pagination }`, errors with type, code and field. */
export const invoicesApi = createDialect({ name: 'invoices', presentError })
