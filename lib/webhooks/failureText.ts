/** What goes wrong on the way to a receiver, in words for its merchant. */
const TEXTS: Record<string, string> = {
  ECONNREFUSED: 'the connection was refused',
  ECONNRESET: 'the connection broke off',
  EPIPE: 'the connection broke off',
  ENOTFOUND: 'the name has no address',
  ENODATA: 'the name has no address',
  ESERVFAIL: 'the name server failed',
  ETIMEOUT: 'the name server does not answer',
  ETIMEDOUT: 'the connection timed out',
  EHOSTUNREACH: 'the address cannot be reached',
  ENETUNREACH: 'the address cannot be reached',
  UND_ERR_CONNECT_TIMEOUT: 'the connection timed out',
  UND_ERR_SOCKET: 'the connection broke off',
  UND_ERR_HEADERS_OVERFLOW: 'the answer’s headers are too large',
  HPE_HEADER_OVERFLOW: 'the answer’s headers are too large',
}

/** Why a try had no answer. Nothing of an unknown error is shown but its code. */
export function failureText(error: unknown): string {
  const { name, message, code, errors } = described(error)
  if (name === 'RefusedTarget') return `not sent: ${message}`
  const known = TEXTS[code] ?? (errors.length > 0 ? TEXTS[described(errors[0]).code] : undefined)
  if (known) return known
  if (name === 'HTTPParserError' || code.startsWith('HPE_')) return 'the answer is not HTTP'
  if (/^(ERR_TLS|ERR_SSL|CERT_|UNABLE_TO|DEPTH_ZERO|SELF_SIGNED)/.test(code))
    return `the TLS connection is not valid (${code})`
  if (name === 'AbortError') return 'cut off because the server stopped'
  return code ? `failed (${code})` : 'failed'
}

function described(error: unknown) {
  const parts = (error ?? {}) as Record<'name' | 'message' | 'code' | 'errors', unknown>
  const text = (value: unknown) => (typeof value === 'string' ? value : '')
  return {
    name: text(parts.name),
    message: text(parts.message),
    code: text(parts.code),
    errors: Array.isArray(parts.errors) ? (parts.errors as unknown[]) : [],
  }
}
