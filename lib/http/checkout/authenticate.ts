import { sessionCookie } from '@/lib/auth/sessionToken'
import { modeCookie, sessionActor, signedInBy, type Session } from '@/lib/auth/signedIn'
import type { App } from '@/lib/server/app'
import { bearer, CHALLENGE, holderOf } from '../authenticate'
import { cookieOf } from '../cookie'
import { credentialOf } from '../credential'
import type { Authenticate } from '../dialect'
import type { ApiRequest } from '../request'
import { RequestError } from '../requestError'
import { mustBeSameOrigin } from '../sameOrigin'
import type { RequestFacts } from '../spec'

/**
 * Document 000's order: a key in `X-Api-Key`, then the session's cookie, then a token or key as bearer. The first that is sent decides, but for a
 * session that has ended: a bearer beside it still counts. Throws UNAUTHENTICATED in the document's words, CROSS_ORIGIN_REFUSED.
 */
export const authenticate: Authenticate = async (app, request, facts) => {
  const key = request.headers.get('x-api-key')?.trim()
  if (key) {
    const credential = await credentialOf(app, key)
    if (!credential) throw unauthenticated('Invalid API key')
    return holderOf(credential, facts)
  }
  const { name } = sessionCookie(app.env.publicUrl)
  const cookie = cookieOf(request.headers.get('cookie'), name)
  const session = cookie === null ? null : await sessionOf(app, request, cookie, facts)
  if (session) {
    mustBeSameOrigin(request, app.env.publicUrl)
    return { actor: sessionActor(session, facts.requestId), countedAs: session.userId }
  }
  const token = bearer(request)
  if (cookie === null && token === null) throw unauthenticated('Missing API key or session')
  const credential = token === null ? null : await credentialOf(app, token)
  if (!credential) throw unauthenticated('Invalid session')
  return holderOf(credential, facts)
}

/** The document knows live payments alone: a session is for those unless its person chose test mode in the dashboard, or may do no more. */
async function sessionOf(
  app: App,
  request: ApiRequest,
  cookie: string,
  { ipAddress, userAgent }: RequestFacts,
): Promise<Session | null> {
  const signedIn = await signedInBy(app, cookie)
  if (!signedIn) return null
  const wantsTest = cookieOf(request.headers.get('cookie'), modeCookie(app.env.publicUrl).name) === 'test'
  return { ...signedIn, mode: signedIn.mayGoLive && !wantsTest ? 'live' : 'test', userAgent, ipAddress }
}

function unauthenticated(message: string): RequestError {
  return new RequestError('UNAUTHENTICATED', message, {}, CHALLENGE)
}
