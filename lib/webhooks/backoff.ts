import type { RETRY_BACKOFFS } from '@/db/schema'

/** What an endpoint of document 004 chooses from, and `long`, which is document 002's. */
export type Backoff = (typeof RETRY_BACKOFFS)[number] | 'long'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

const FIRST_MS = 15_000
const FACTOR = 6
const LONG_FIRST_MS = 66_000
const LONG_LONGEST_MS = 48 * HOUR_MS
const LINEAR_STEP_MS = 5 * MINUTE_MS
const LONGEST_MS = 12 * HOUR_MS
/** Up to a fifth more, so that what failed together does not come back together. */
const JITTER = 0.2

/**
 * How long to wait after so many failed tries (from 1). Exponential: 15 s, 90 s, 9 min, 54 min, 5.4 h, then 12 h; linear: 5 min,
 * 10 min, 15 min; long: 66 s, 6.6 min, 40 min, 4 h, 24 h, which are 28.5 h and 31 with what is added at random. `random` is from 0 to 1.
 */
export function retryDelayMs(backoff: Backoff, failed: number, random: number): number {
  return Math.round(waitMs(backoff, failed) * (1 + JITTER * random))
}

function waitMs(backoff: Backoff, failed: number): number {
  switch (backoff) {
    case 'linear':
      return Math.min(LINEAR_STEP_MS * failed, LONGEST_MS)
    case 'exponential':
      return Math.min(FIRST_MS * FACTOR ** (failed - 1), LONGEST_MS)
    case 'long':
      return Math.min(LONG_FIRST_MS * FACTOR ** (failed - 1), LONG_LONGEST_MS)
  }
}

/** A parked delivery that was woken and failed again waits longer each time: what no receiver takes must not come with every success. */
export function wakeDelayMs(wakes: number): number {
  return wakes === 0 ? 0 : Math.min(5 * MINUTE_MS * 4 ** (wakes - 1), DAY_MS)
}

/** A receiver that fails is asked again now and then, also when nothing new is sent to it: less often the longer it fails. */
export function probeDelayMs(failingForMs: number): number {
  return Math.min(Math.max(failingForMs / 4, 10 * MINUTE_MS), DAY_MS)
}
