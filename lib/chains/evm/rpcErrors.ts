import { ChainError, type ChainErrorCode } from '../errors'

/** What providers say when they mean the same, most telling first; codes alone are used for everything by someone. */
const MEANINGS: readonly (readonly [ChainErrorCode, RegExp])[] = [
  [
    'too_many_topics',
    /exceed max(imum)? (addresses|topics)|too many (topics|addresses)|max topics|less number of address|contains \d+ filters/i,
  ],
  [
    'rate_limited',
    /rate.?limit|too many requests|request(s)? (count|limit)|compute units|credits|quota|capacity|throttl/i,
  ],
  [
    'lagging',
    /unknown block|invalid blockHash|block ?out ?of ?range|header (not|for hash not) found|block (was )?not found|(beyond|after|greater than|ahead of).*(head|latest|current)|missing trie node|not (yet )?available/i,
  ],
  [
    'range_too_large',
    /block range|ranges? (is )?(too|over|limit|exceed|[0-9]+ exceeds)|more than \d+ (results|logs)|too many (results|logs)|max(imum)? results|response size|size exceed|too large|limited to (a |0 - )?[\d,]+/i,
  ],
  ['timeout', /time(d)? ?-?out|took too long|deadline/i],
]

/** -32005 is "limit exceeded": of requests or of results, by its words; 429 is of requests. */
const CODES: Readonly<Record<number, ChainErrorCode>> = {
  [-32005]: 'range_too_large',
  [-32029]: 'rate_limited',
  [-32012]: 'rate_limited',
  429: 'rate_limited',
}

export type RpcErrorObject = { code: number | null; message: string }

/** The code under which a JSON-RPC error object is handled. */
export function classifyRpcError(error: RpcErrorObject): ChainErrorCode {
  const meaning = MEANINGS.find(([, words]) => words.test(error.message))
  return meaning?.[0] ?? (error.code === null ? undefined : CODES[error.code]) ?? 'bad_response'
}

/** The code under which an HTTP answer that holds no JSON-RPC error is handled. */
export function classifyStatus(status: number): ChainErrorCode {
  if (status === 429) return 'rate_limited'
  if (status === 413) return 'range_too_large'
  if (status === 408 || status === 504) return 'timeout'
  return status >= 400 ? 'unavailable' : 'bad_response'
}

/** A ChainError for a JSON-RPC error, with the provider's words, cut short. */
export function rpcError(method: string, error: RpcErrorObject): ChainError {
  return new ChainError(classifyRpcError(error), `${method}: ${error.message.slice(0, 200)}`)
}

/** Reads a JSON-RPC `error` member whatever its form. */
export function readErrorObject(value: unknown): RpcErrorObject {
  if (typeof value === 'string') return { code: null, message: value }
  if (value === null || typeof value !== 'object') return { code: null, message: 'unknown error' }
  const code = 'code' in value && typeof value.code === 'number' ? value.code : null
  const message = 'message' in value && typeof value.message === 'string' ? value.message : 'unknown error'
  return { code, message }
}
