import { ConnectionError, isCheckoutError, TimeoutError } from './errors.js'
import { refusalOf } from './answer.js'

/** Takes of an answer what a call is about. */
export type Read<Value> = (response: Response) => Promise<Value>

export type Limits = { timeout: number; signal: AbortSignal | undefined }

/** What one try came to. */
export type Outcome<Value> = { status: number | null; requestId: string | null } & (
  | { value: Value }
  | { error: unknown }
)

/**
 * Sends a request once and reads its answer, within the time. The error is an ApiError for an answer that is no success, a ConnectionError
 * or TimeoutError without one, and the signal's reason when that ended it.
 */
export async function attempt<Value>(
  fetch: typeof globalThis.fetch,
  url: string,
  init: RequestInit,
  { timeout, signal }: Limits,
  read: Read<Value>,
): Promise<Outcome<Value>> {
  const host = new URL(url).host
  const ending = new AbortController()
  const late = new TimeoutError('timeout', `no answer from ${host} within ${timeout} ms`)
  const timer = setTimeout(() => ending.abort(late), timeout)
  const end = () => ending.abort(signal?.reason)
  signal?.addEventListener('abort', end, { once: true })
  let answer: Response | undefined
  const told = () => ({
    status: answer?.status ?? null,
    requestId: answer?.headers.get('x-request-id') ?? null,
  })
  try {
    signal?.throwIfAborted()
    // A redirect would make a GET of a POST, and take the key elsewhere.
    answer = await fetch(url, { ...init, redirect: 'manual', signal: ending.signal })
    if (!answer.ok) return { ...told(), error: await refusalOf(answer) }
    return { ...told(), value: await read(answer) }
  } catch (error) {
    if (ending.signal.aborted) return { ...told(), error: ending.signal.reason }
    return { ...told(), error: isCheckoutError(error) ? error : unreachable(host, error) }
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', end)
  }
}

function unreachable(host: string, cause: unknown): ConnectionError {
  return new ConnectionError('connection_failed', `no answer from ${host}, or it broke off`, { cause })
}
