import { ChainError } from '../errors'

/**
 * Runs with a signal that aborts when the caller's does or after `ms`. Throws ChainError `timeout` for either, whatever
 * `run` made of the abort. Its own timer, since a timeout joined by AbortSignal.any can be collected before it fires.
 */
export async function withDeadline<T>(
  signal: AbortSignal,
  ms: number,
  run: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController()
  const stop = () => controller.abort()
  const timer = setTimeout(stop, ms)
  signal.addEventListener('abort', stop, { once: true })
  if (signal.aborted) stop()
  try {
    if (controller.signal.aborted) throw new ChainError('timeout', 'stopped by the caller')
    return await run(controller.signal)
  } catch (error) {
    if (signal.aborted) throw new ChainError('timeout', 'stopped by the caller')
    if (controller.signal.aborted) throw new ChainError('timeout', `no answer within ${ms} ms`)
    throw error
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', stop)
  }
}
