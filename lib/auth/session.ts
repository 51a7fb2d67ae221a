import { cookies, headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { cache } from 'react'
import { getApp } from '@/lib/server/app'
import { clientOfPage } from '@/lib/server/client'
import { sessionCookie } from './sessionToken'
import { modeCookie, signedInBy, type Session } from './signedIn'

export { modeCookie, sessionActor } from './signedIn'

/**
 * For pages and server actions alone: what an API route reaches runs outside Next. The session of the request under way, asked of the
 * database once a request; null when there is none. The dashboard shows test mode unless live was chosen.
 */
export const findSession = cache(async (): Promise<Session | null> => {
  const app = getApp()
  const jar = await cookies()
  const signedIn = await signedInBy(app, jar.get(sessionCookie(app.env.publicUrl).name)?.value)
  if (!signedIn) return null
  const sent = await headers()
  const wantsLive = jar.get(modeCookie(app.env.publicUrl).name)?.value === 'live'
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
