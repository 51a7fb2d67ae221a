import { mayPass, pause } from './backoff.js'
import { TimeoutError } from './errors.js'

export type WaitOptions<Status extends string> = {
  /** Statuses at which to stop waiting, beside those that end it anyway. */
  until?: readonly Status[]
  /** Milliseconds to wait in all (an hour). */
  timeout?: number
  /** Ends the wait; the promise rejects with the signal's reason. */
  signal?: AbortSignal
}

/** A wait was over before what was waited for. */
export class WaitTimeoutError<Last> extends TimeoutError {
  constructor(
    message: string,
    /** As it was read last; null where it could not be read at all. */
    readonly last: Last | null,
  ) {
    super('wait_timeout', message)
  }
}

const HOUR_MS = 3_600_000
const FIRST_MS = 1_000
const LONGEST_MS = 10_000

/**
 * Reads something again and again, less often as time goes by, until its status is one of those. What passes, such as a server that is being
 * restarted, does not end the wait.
 */
export async function waitFor<Value extends { status: string }, Status extends Value['status']>(
  read: (signal: AbortSignal | undefined) => Promise<Value>,
  statuses: readonly Status[],
  { timeout = HOUR_MS, signal }: Pick<WaitOptions<Status>, 'timeout' | 'signal'>,
): Promise<Value & { status: Status }> {
  const end = Date.now() + timeout
  let last: Value | null = null
  for (let wait = FIRST_MS; ; wait = Math.min(wait * 1.5, LONGEST_MS)) {
    try {
      last = await read(signal)
      if (hasStatus(last, statuses)) return last
    } catch (error) {
      if (!mayPass(error)) throw error
    }
    const left = end - Date.now()
    if (left <= 0) throw new WaitTimeoutError(`${last?.status ?? 'unread'} after ${timeout} ms`, last)
    await pause(Math.min(wait * (1 - Math.random() / 4), left), signal)
  }
}

function hasStatus<Value extends { status: string }, Status extends Value['status']>(
  value: Value,
  statuses: readonly Status[],
): value is Value & { status: Status } {
  return statuses.some((status) => status === value.status)
}
