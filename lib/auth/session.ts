import { cookies, headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { cache } from 'react'
import type { Mode } from '@/db/schema'
import { getApp } from '@/lib/server/app'
import { clientOfPage } from '@/lib/server/client'
import type { Actor } from '@/lib/services/context'
import { findSignedIn, type SignedIn } from '@/lib/services/users/findSignedIn'
import { claimsOf, openSession, sessionCookie } from './sessionToken'

/** The mode that the dashboard shows, as its switch left it; anything but `live` is test. */
export const MODE_COOKIE = 'checkout-mode'

/** For pages and server actions alone: what an API route reaches runs outside Next. */
export type Session = SignedIn & { mode: Mode; userAgent: string | null; ipAddress: string | null }

/** The session of the request under way, asked of the database once a request; null when there is none. */
export const findSession = cache(async (): Promise<Session | null> => {
  const app = getApp()
  const jar = await cookies()
  const token = jar.get(sessionCookie(app.env.publicUrl).name)?.value
  const claims = claimsOf(await openSession(token, app.env.authKeys), app.clock.now())
  const signedIn = claims && (await findSignedIn(app, claims))
  if (!signedIn) return null
  const sent = await headers()
  const wantsLive = jar.get(MODE_COOKIE)?.value === 'live'
  return {
    ...signedIn,
    mode: wantsLive && signedIn.mayGoLive ? 'live' : 'test',
    userAgent: sent.get('user-agent')?.slice(0, 512) ?? null,
    ipAddress: clientOfPage(sent, app.env.trustedProxies),
  }
})

/** The session, or on to `/login`, which comes back to `from` afterwards. */
export async function requireSession(from?: string): Promise<Session> {
  const session = await findSession()
  if (session) return session
  redirect(from ? `/login?callbackUrl=${encodeURIComponent(from)}` : '/login')
}

/** Who asks, for the services: the person, with the role that they check. */
export function sessionActor(session: Session): Actor & { role: SignedIn['role'] } {
  return {
    merchantId: session.merchantId,
    mode: session.mode,
    // The audit log outlives a person's wish to be forgotten (L7): their id, not their address.
    label: `user:${session.userId}`,
    role: session.role,
    operator: session.operator,
    confirmedAt: session.signedInAt,
    ipAddress: session.ipAddress,
    userAgent: session.userAgent,
    requestId: null,
  }
}
