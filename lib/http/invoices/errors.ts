import type { Constraint, Problem } from '@/lib/domain/errors'
import type { Dialect } from '../dialect'
import { decimal, writeJson } from '../json'
import { jsonReply } from '../reply'
import { timestamp } from '../time'
import { documentationUrl, ERROR_CATALOGUE, type ErrorCodeOfApi } from './errorCatalogue'

/** Document 004's error body. Where several things are wrong, `errors` lists all of them, the first one too. */
export const presentError: Dialect['presentError'] = (error, facts) => {
  const { status, type, suggestions } = ERROR_CATALOGUE[error.code]
  const { detail } = error
  const problems = detail.problems ?? []
  const body = {
    error: {
      type,
      ...presentProblem({ ...detail, code: error.code, message: error.message }),
      suggestions: detail.suggestions?.length ? detail.suggestions : suggestions,
      ...(problems.length > 1 ? { errors: problems.map(presentProblem) } : {}),
      documentation_url: documentationUrl(facts.publicUrl, error.code),
    },
    request_id: facts.requestId,
    trace_id: facts.traceId,
    timestamp: timestamp(facts.now),
  }
  const headers = 'headers' in error ? { ...error.headers } : {}
  return jsonReply(status, writeJson(body), headers)
}

type Wrong = Omit<Problem, 'code'> & { code: ErrorCodeOfApi }

function presentProblem({ code, message, field, constraints = {} }: Wrong) {
  const shown = Object.entries(constraints).map(([name, value]) => [
    name,
    // The domain keeps amounts as decimal text; the document shows numbers.
    isBound(name) && isDecimal(value) ? decimal(value) : value,
  ])
  return {
    code,
    message,
    ...(field ? { field } : {}),
    ...(shown.length > 0 ? { constraints: Object.fromEntries(shown) } : {}),
  }
}

function isBound(name: string): boolean {
  return name === 'min' || name === 'max' || name.endsWith('_amount')
}

function isDecimal(value: Constraint): value is string {
  return typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value)
}
