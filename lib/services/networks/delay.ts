import type { CursorRow } from '@/db/queries/networks'
import type { OpenNetwork } from '@/lib/chains/registry'

/** A reader this far behind the clock is late; several blocks and a missed run are not. */
const PATIENCE_MS = 120_000

/** Seconds between the clock and the last proven block; null before the first run. */
export function lagSeconds(state: CursorRow | null, now: Date): number | null {
  if (!state?.blockTime) return null
  return Math.max(0, Math.round((now.getTime() - state.blockTime.getTime()) / 1000))
}

/** True when what the page says may be old: deposits show up late and invoices do not expire meanwhile (S6). */
export function isDelayed(network: OpenNetwork, state: CursorRow | null, now: Date): boolean {
  const lag = lagSeconds(state, now)
  return lag === null || isLate(network, lag * 1000)
}

/** Whether so many milliseconds are more than a missed run and several blocks. */
export function isLate(network: OpenNetwork, lagMs: number): boolean {
  return lagMs > PATIENCE_MS + 10 * network.blockTimeMs
}
