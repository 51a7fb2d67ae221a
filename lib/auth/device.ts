import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { ownCookie } from '@/lib/http/ownCookie'
import type { AuthKeys } from './sessionToken'

/** Remembers for a year that this browser signed in to an account; see `signInLimits`. */
export function deviceCookie(publicUrl: string) {
  return ownCookie('checkout-device', publicUrl)
}
export const DEVICE_SECONDS = 365 * 24 * 60 * 60

/** The cookie of a browser that has just signed in with this address. */
export function newDevice(email: string, keys: AuthKeys): string {
  const [current] = keys
  if (!current) throw new Error('a device needs a key')
  const id = randomBytes(16).toString('base64url')
  return `${id}.${mac(id, email, current.key).toString('base64url')}`
}

/** The browser's id when it signed in with this address before, else null. */
export function deviceOf(cookie: string | undefined, email: string, keys: AuthKeys): string | null {
  const [id = '', text = ''] = (cookie ?? '').split('.')
  const given = Buffer.from(text, 'base64url')
  const known = keys.some(({ key }) => {
    const expected = mac(id, email, key)
    return given.length === expected.length && timingSafeEqual(given, expected)
  })
  return known ? id : null
}

function mac(id: string, email: string, key: Uint8Array): Buffer {
  return createHmac('sha256', key).update(`device ${id} ${email}`).digest()
}
