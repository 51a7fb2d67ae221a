import type { Limit } from '../throttle/admit'
import { networkOf } from '../throttle/network'

/** Where somebody comes from, as far as the server knows. */
export type Client = {
  address: string | null
  /** A browser that signed in to this very account before, by the id in its cookie. */
  device: string | null
  /** For the audit log. */
  userAgent?: string | null
}

const QUARTER_MS = 15 * 60_000
const HOUR_MS = 60 * 60_000

/**
 * Tries of signing in. Strangers who guess at an account use up its tries from their network, and in the end those of
 * every browser that is new to it; a browser that signed in before has tries of its own, so that nobody can lock its owner
 * out. A new password by mail makes such a browser of any.
 */
export function signInLimits(email: string, { address, device }: Client): Limit[] {
  if (device) {
    return [{ what: 'sign_in.device', who: `${device} ${email}`, limit: 10, withinMs: QUARTER_MS }]
  }
  const limits = fromAddress('sign_in', address, 50, QUARTER_MS)
  if (address) {
    const who = `${networkOf(address)} ${email}`
    limits.push({ what: 'sign_in.pair', who, limit: 10, withinMs: QUARTER_MS })
  }
  return [...limits, { what: 'sign_in.email', who: email, limit: 100, withinMs: QUARTER_MS }]
}

/** Accounts made from one network. */
export function registerLimits({ address }: Client): Limit[] {
  return fromAddress('register', address, 20, HOUR_MS)
}

/** Asking for links, whomever they are for. */
export function askLimits({ address }: Client): Limit[] {
  return fromAddress('ask', address, 20, HOUR_MS)
}

/** Mail that strangers can cause to be sent to one mailbox. */
export function mailLimits(email: string): Limit[] {
  return [{ what: 'mail', who: email, limit: 5, withinMs: HOUR_MS }]
}

/** Guesses at the old password by whoever holds a session. */
export function passwordLimits(userId: string): Limit[] {
  return [{ what: 'password', who: userId, limit: 10, withinMs: QUARTER_MS }]
}

function fromAddress(what: string, address: string | null, limit: number, withinMs: number): Limit[] {
  return address ? [{ what: `${what}.address`, who: networkOf(address), limit, withinMs }] : []
}
