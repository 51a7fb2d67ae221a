import { createDialect } from '../dialect'
import { ERROR_CATALOGUE } from './errorCatalogue'
import { presentError } from './errors'

/** Document 004: bare objects, lists as `{ <plural>, pagination }`, errors with type, code and field. */
export const invoicesApi = createDialect({
  name: 'invoices',
  presentError,
  refusals: { schema: 'Error', statusOf: (code) => ERROR_CATALOGUE[code].status, nameOf: (code) => code },
})
