/** Document 000: an invoice is to be paid at once, or by a day that may be far. */
export const TIMING_MODES = ['immediate', 'due_date'] as const

export type PaymentTiming =
  | { mode: 'immediate'; expiresAfterMinutes: number }
  /** Payable through the due date and so many days more. */
  | { mode: 'due_date'; dueAt: Date; graceDays: number }

/** How long an invoice can be paid unless it says so itself: the same, with a due date so many days after it is made. */
export type DefaultTiming =
  | { mode: 'immediate'; expiresAfterMinutes: number }
  | { mode: 'due_date'; dueAfterDays: number; graceDays: number }

/** The document's. */
export const DEFAULT_TIMING: DefaultTiming = { mode: 'immediate', expiresAfterMinutes: 20 }

export const MOST_MINUTES = 30 * 24 * 60
export const MOST_GRACE_DAYS = 90
/** How far ahead a due date can be: every address is watched closely until then. */
export const FARTHEST_DUE_DAYS = 366

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS
/** A price that moves stands so long, and is then quoted anew until the invoice's time is over (D3). */
const LONGEST_LOCK_MS = 20 * MINUTE_MS

/** A merchant's default as it is for an invoice that is made now. */
export function timingFrom(usual: DefaultTiming, now: Date): PaymentTiming {
  if (usual.mode === 'immediate') return usual
  const dueAt = new Date(now.getTime() + usual.dueAfterDays * DAY_MS)
  return { mode: 'due_date', dueAt, graceDays: usual.graceDays }
}

/** Until when it can be paid, inclusive; a due date counts to its last moment, and its grace after it. */
export function payableUntil(timing: PaymentTiming, now: Date): Date {
  return timing.mode === 'immediate'
    ? new Date(now.getTime() + timing.expiresAfterMinutes * MINUTE_MS)
    : new Date(timing.dueAt.getTime() + timing.graceDays * DAY_MS)
}

/** How long one quote of what moves stands, in seconds (D3). */
export function lockSeconds(timing: PaymentTiming, now: Date): number {
  const whole = payableUntil(timing, now).getTime() - now.getTime()
  return Math.max(1, Math.floor(Math.min(whole, LONGEST_LOCK_MS) / 1000))
}

/** Why a due date cannot be one; null where it can. */
export function dueDateProblem(timing: PaymentTiming, now: Date): string | null {
  if (timing.mode === 'immediate') return null
  if (timing.dueAt <= now) return 'must be ahead'
  const isTooFar = timing.dueAt.getTime() > now.getTime() + FARTHEST_DUE_DAYS * DAY_MS
  return isTooFar ? `must be within ${FARTHEST_DUE_DAYS} days` : null
}
