import { createDialect } from '../dialect'
import { presentError, SESSIONS_ERRORS, sessionsCode } from './errors'

/** Document 002: bare objects that name their type, lists as `{ data, hasMore, nextCursor }`, errors with type, code and param. */
export const sessionsApi = createDialect({
  name: 'sessions',
  presentError,
  refusals: {
    schema: 'SessionsError',
    statusOf: (code) => SESSIONS_ERRORS[code].status,
    nameOf: sessionsCode,
  },
})
