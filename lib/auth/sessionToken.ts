import { decode, encode, type JWT } from 'next-auth/jwt'
import { z } from 'zod'
import { ownCookie } from '@/lib/http/ownCookie'

/** What a session's cookie says: who, under which session version, and since when. Nothing in it is a right. */
export type SessionClaims = { userId: string; version: number; signedInAt: Date }

export type AuthKeys = readonly { id: string; key: Uint8Array }[]

/** A session lasts this long after signing in, however much it is used. */
export const SESSION_SECONDS = 7 * 24 * 60 * 60

const claims = z
  .object({ sub: z.string(), ver: z.int(), at: z.int() })
  .transform(({ sub, ver, at }) => ({ userId: sub, version: ver, signedInAt: new Date(at) }))

/** The cookie that holds a session. On HTTPS its name binds it to this very host. */
export function sessionCookie(publicUrl: string) {
  return ownCookie('next-auth.session-token', publicUrl)
}

/** The claims as next-auth keeps them. */
export function tokenOf({ userId, version, signedInAt }: SessionClaims): JWT {
  return { sub: userId, ver: version, at: signedInAt.getTime() }
}

/** Seals a token with the first key. */
export async function sealSession(token: JWT, keys: AuthKeys): Promise<string> {
  const [current] = keys
  if (!current) throw new Error('a session needs a key')
  return encode({ token, secret: secretOf(current), maxAge: SESSION_SECONDS })
}

/** What any of the keys opens (L4), or null: a token that is broken, expired, or sealed by a key that is gone. */
export async function openSession(token: string | undefined, keys: AuthKeys): Promise<JWT | null> {
  if (!token) return null
  for (const key of keys) {
    const opened = await decode({ token, secret: secretOf(key) }).catch(() => null)
    if (opened) return opened
  }
  return null
}

/** Reads claims back; null for a token of another shape, or one that was begun too long ago. */
export function claimsOf(token: unknown, now: Date): SessionClaims | null {
  const parsed = claims.safeParse(token)
  if (!parsed.success) return null
  const age = now.getTime() - parsed.data.signedInAt.getTime()
  return age < SESSION_SECONDS * 1000 ? parsed.data : null
}

function secretOf({ key }: AuthKeys[number]): string {
  return Buffer.from(key).toString('hex')
}
