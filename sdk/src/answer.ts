import { apiError, type ApiError, type Refusal } from './errors.js'
import { readJson } from './json.js'
import type { Decimals } from './operation.js'

/** The value that a success brings. Throws an ApiError where it is no JSON. */
export async function readAnswer(response: Response, decimals: Decimals | undefined): Promise<unknown> {
  const body = await response.text()
  try {
    return readJson(body, decimals)
  } catch {
    throw apiError(unexpected(response))
  }
}

/** The error that an answer without success stands for, in whichever form its part of the API tells it. */
export async function refusalOf(response: Response): Promise<ApiError> {
  const body = objectIn(await response.text())
  const error = record(body?.error)
  const otherwise = unexpected(response)
  const sentence = text(body?.error)
  if (sentence !== null)
    return apiError({ ...otherwise, ...checkoutRefusal(sentence, record(body?.details), response) })
  const code = text(error?.code)
  const message = text(error?.message)
  if (code === null || message === null) return apiError(otherwise)
  return apiError({
    ...otherwise,
    code,
    message,
    requestId: text(body?.request_id) ?? text(error?.requestId) ?? otherwise.requestId,
    type: text(error?.type),
    param: text(error?.field) ?? text(error?.param),
    constraints: record(error?.constraints) ?? null,
    errors: Array.isArray(error?.errors) ? (error.errors as Refusal['errors']) : [],
    suggestions: Array.isArray(error?.suggestions) ? (error.suggestions as string[]) : [],
    documentationUrl: text(error?.documentation_url),
  })
}

/** `/api/checkout` says a sentence, and no code but its status; of a request that is wrong the fields too. */
function checkoutRefusal(
  message: string,
  details: Record<string, unknown> | undefined,
  { status }: Response,
): Pick<Refusal, 'code' | 'message' | 'param' | 'errors'> {
  const code = `http_${status}`
  const errors = Object.entries(details ?? {}).flatMap(([field, said]) =>
    (Array.isArray(said) ? said : [said]).map((one) => ({ code, message: String(one), field })),
  )
  return { code, message, param: errors[0]?.field ?? null, errors }
}

/** An answer that is not in a form of this API, such as a proxy's. */
function unexpected({ status, headers, type }: Response): Refusal {
  const leadsAway = type === 'opaqueredirect' || (status >= 300 && status < 400)
  return {
    status,
    code: 'unexpected_answer',
    message: leadsAway
      ? `the answer leads elsewhere (${headers.get('location') ?? 'unknown'}): is baseUrl right?`
      : `the answer (${status}) is not this API’s: is baseUrl right, and nothing between?`,
    requestId: headers.get('x-request-id'),
    type: null,
    param: null,
    constraints: null,
    errors: [],
    suggestions: [],
    documentationUrl: null,
    retryAfter: secondsIn(headers.get('retry-after')),
  }
}

/** Seconds of a Retry-After, which may also be a time. */
function secondsIn(header: string | null): number | null {
  if (header === null) return null
  if (/^\d+$/.test(header)) return Number(header)
  const at = Date.parse(header)
  return Number.isNaN(at) ? null : Math.max(0, (at - Date.now()) / 1000)
}

function objectIn(json: string): Record<string, unknown> | undefined {
  try {
    return record(readJson(json))
  } catch {
    return undefined
  }
}

function record(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}
