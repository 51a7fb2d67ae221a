import type { NextAuthOptions } from 'next-auth'
import Credentials from 'next-auth/providers/credentials'
import {
  claimsOf,
  openSession,
  sealSession,
  sessionCookie,
  SESSION_SECONDS,
  tokenOf,
} from '@/lib/auth/sessionToken'
import { ownCookie } from '@/lib/http/ownCookie'
import type { App } from '@/lib/server/app'
import { findSignedIn } from '@/lib/services/users/findSignedIn'
import { signIn } from '@/lib/services/users/signIn'
import { credentialsInput } from '@/lib/services/users/input'
import type { Client } from '@/lib/services/users/limits'

/** next-auth over this application: its tokens are ours, and each is asked of the database. */
export function authOptions(app: App, clientOf: (email: string) => Promise<Client>): NextAuthOptions {
  const { authKeys, publicUrl } = app.env
  const [current] = authKeys
  return {
    // Binds the CSRF cookie; sessions are sealed below, under any of the keys.
    secret: current && Buffer.from(current.key).toString('hex'),
    session: { strategy: 'jwt', maxAge: SESSION_SECONDS },
    pages: { signIn: '/login', signOut: '/login', error: '/login' },
    cookies: {
      sessionToken: sessionCookie(publicUrl),
      csrfToken: ownCookie('next-auth.csrf-token', publicUrl),
      callbackUrl: ownCookie('next-auth.callback-url', publicUrl),
    },
    useSecureCookies: publicUrl.startsWith('https:'),
    jwt: {
      encode: ({ token }) => sealSession(token ?? {}, authKeys),
      decode: ({ token }) => openSession(token, authKeys),
    },
    providers: [
      Credentials({
        credentials: { email: { type: 'email' }, password: { type: 'password' } },
        async authorize(given) {
          const input = credentialsInput.safeParse(given)
          if (!input.success) return null
          const result = await signIn(app, input.data, await clientOf(input.data.email))
          return result.kind === 'signed_in' ? { id: result.claims.userId, claims: result.claims } : null
        },
      }),
    ],
    callbacks: {
      async jwt({ token, user }) {
        if (user?.claims) return tokenOf(user.claims)
        const claims = claimsOf(token, app.clock.now())
        // An ended session: next-auth clears the cookie.
        if (!claims || !(await findSignedIn(app, claims))) throw new Error('this session has ended')
        return token
      },
      async session({ session, token }) {
        const claims = claimsOf(token, app.clock.now())
        const signedIn = claims && (await findSignedIn(app, claims))
        if (!signedIn) return session
        const { userId, email, role, merchantId, merchantName } = signedIn
        return { ...session, user: { id: userId, email, role, merchantId, merchantName } }
      },
    },
    logger: {
      error: (code) => void (code === 'JWT_SESSION_ERROR' || app.log.error({ code }, 'next-auth failed')),
      warn: () => {},
      debug: () => {},
    },
  }
}

declare module 'next-auth' {
  interface User {
    claims?: Parameters<typeof tokenOf>[0]
  }
}
