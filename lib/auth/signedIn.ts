import { ownCookie } from '@/lib/http/ownCookie'
import type { App } from '@/lib/server/app'
import type { Actor } from '@/lib/services/context'
import { findSignedIn, type SignedIn } from '@/lib/services/users/findSignedIn'
import type { Mode } from '@/db/schema'
import { claimsOf, openSession } from './sessionToken'

/** The cookie of the mode that was chosen in the dashboard. */
export function modeCookie(publicUrl: string) {
  return ownCookie('checkout-mode', publicUrl)
}

/** Who asks with a session: the person as the database knows them now, in which mode, and from where. */
export type Session = SignedIn & { mode: Mode; userAgent: string | null; ipAddress: string | null }

/** The person whom a session's cookie stands for at this moment; null where it stands for nobody (any more). */
export async function signedInBy(app: App, cookie: string | undefined): Promise<SignedIn | null> {
  const claims = claimsOf(await openSession(cookie, app.env.authKeys), app.clock.now())
  return claims && findSignedIn(app, claims)
}

/** Who asks, for the services: the person, with the role that they check. */
export function sessionActor(
  session: Session,
  requestId: string | null = null,
): Actor & { role: SignedIn['role'] } {
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
    requestId,
  }
}
