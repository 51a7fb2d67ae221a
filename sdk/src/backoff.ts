import { type ApiError, isApiError, isCheckoutError } from './errors.js'

const FIRST_MS = 500
const LONGEST_MS = 8_000
/** Who is to wait longer than this decides about it. */
const PATIENCE_MS = 60_000

/** Milliseconds before a call is sent again after so many failed tries, or null where that would not help. */
export function waitAfter(error: unknown, failures: number, random?: number): number | null {
  if (!mayPass(error)) return null
  const asked = isApiError(error) ? error.retryAfter : null
  if (asked !== null) return asked * 1000 <= PATIENCE_MS ? asked * 1000 : null
  return backoff(failures, random)
}

/** Longer with each failure, up to a limit; clients that failed together do not come back together. */
export function backoff(failures: number, random = Math.random()): number {
  return Math.min(FIRST_MS * 2 ** (failures - 1), LONGEST_MS) * (1 - random / 2)
}

/** Whether the very same request may succeed later. */
export function mayPass(error: unknown): boolean {
  if (isApiError(error)) return isPassing(error)
  return isCheckoutError(error) && (error.name === 'ConnectionError' || error.code === 'timeout')
}

function isPassing({ status, code }: ApiError): boolean {
  return status === 408 || status === 429 || status >= 500 || code.toUpperCase() === 'TEST_INVOICE_BUSY'
}

/** Waits; rejects with the signal's reason as soon as that ends it. */
export function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted()
    const end = () => {
      clearTimeout(timer)
      reject(signal?.reason as Error)
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', end)
      resolve()
    }, milliseconds)
    signal?.addEventListener('abort', end, { once: true })
  })
}
