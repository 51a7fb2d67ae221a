import { ChainError, isChainError } from '../errors'
import { classifyStatus, readErrorObject, rpcError } from './rpcErrors'

/**
 * What a client library threw, as a ChainError with the node's own words. Its messages hold the RPC URL, which can carry a key,
 * and the whole transaction; ours hold neither.
 */
export function walletError(method: string, error: unknown): ChainError {
  if (isChainError(error)) return error
  const causes = causesOf(error)
  const answer = causes.find((cause) => cause.name === 'RpcRequestError')
  if (answer) {
    const code = 'code' in answer ? answer.code : null
    const message = 'details' in answer ? answer.details : ''
    return rpcError(method, readErrorObject({ code, message }))
  }
  const refusal = causes.find((cause) => cause.name === 'HttpRequestError')
  const status = refusal && 'status' in refusal && typeof refusal.status === 'number' ? refusal.status : null
  if (status !== null) return new ChainError(classifyStatus(status), `${method}: HTTP ${status}`)
  if (causes.some((cause) => cause.name === 'TimeoutError')) {
    return new ChainError('timeout', `${method}: no answer in time`)
  }
  return new ChainError('unavailable', `${method}: no usable answer`)
}

function causesOf(error: unknown): Error[] {
  const causes: Error[] = []
  for (let inner = error; inner instanceof Error && causes.length < 10; inner = inner.cause)
    causes.push(inner)
  return causes
}
