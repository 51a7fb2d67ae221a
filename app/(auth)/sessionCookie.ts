import { cookies } from 'next/headers'
import {
  sealSession,
  SESSION_SECONDS,
  sessionCookie,
  tokenOf,
  type SessionClaims,
} from '@/lib/auth/sessionToken'
import { getApp } from '@/lib/server/app'

/** Begins a session in this browser, with the cookie that next-auth would set. */
export async function beginSession(claims: SessionClaims): Promise<void> {
  const { authKeys, publicUrl } = getApp().env
  const { name, options } = sessionCookie(publicUrl)
  const token = await sealSession(tokenOf(claims), authKeys)
  ;(await cookies()).set(name, token, { ...options, maxAge: SESSION_SECONDS })
}

/** Ends it in this browser. */
export async function endSession(): Promise<void> {
  const { name, options } = sessionCookie(getApp().env.publicUrl)
  ;(await cookies()).set(name, '', { ...options, maxAge: 0 })
}
