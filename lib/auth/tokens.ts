import { jwtVerify, SignJWT } from 'jose'
import { newUuid } from '@/lib/ids'

/** Nothing in a token chooses how it is checked. */
const ALGORITHM = 'HS256'
const AUDIENCE = 'crypto-checkout-api'
export const MAX_TOKEN_SECONDS = 86_400

/** What a token says: which key it was made with, and what is left of that key's scopes. Everything else is looked up. */
export type TokenClaims = { keyId: string; scopes: readonly string[]; expiresAt: Date }

export type TokenSigner = {
  /** Signs with the current secret. Times are cut to whole seconds. */
  sign(claims: TokenClaims, now: Date): Promise<string>
  /** What a valid token says; null for any other text. */
  verify(token: string, now: Date): Promise<TokenClaims | null>
}

/**
 * Tokens signed with HMAC-SHA-256 under a secret of their own (Q3), which is named in each so that two can be valid while
 * they rotate (L4). Throws without a secret.
 */
export function createTokenSigner(
  secrets: readonly { id: string; key: Uint8Array }[],
  issuer: string,
): TokenSigner {
  const current = secrets[0]
  if (!current) throw new Error('signing tokens needs a secret')
  return {
    sign: ({ keyId, scopes, expiresAt }, now) =>
      new SignJWT({ scope: scopes.join(' ') })
        .setProtectedHeader({ alg: ALGORITHM, typ: 'JWT', kid: current.id })
        .setSubject(keyId)
        .setIssuer(issuer)
        .setAudience(AUDIENCE)
        .setIssuedAt(now)
        .setExpirationTime(expiresAt)
        .setJti(newUuid())
        .sign(current.key),
    async verify(token, now) {
      try {
        const { payload } = await jwtVerify<{ scope: unknown }>(
          token,
          ({ kid }) => {
            const secret = secrets.find(({ id }) => id === kid)
            if (!secret) throw new Error('a token of an unknown secret')
            return secret.key
          },
          {
            algorithms: [ALGORITHM],
            typ: 'JWT',
            issuer,
            audience: AUDIENCE,
            currentDate: now,
            maxTokenAge: MAX_TOKEN_SECONDS,
            requiredClaims: ['sub', 'exp', 'scope'],
          },
        )
        if (typeof payload.scope !== 'string' || !payload.sub || !payload.exp) return null
        const scopes = payload.scope.split(' ').filter((scope) => scope !== '' && scope !== '*')
        return { keyId: payload.sub, scopes, expiresAt: new Date(payload.exp * 1000) }
      } catch {
        return null
      }
    },
  }
}

/** Whether a text has the shape of a token; keys have no dots. */
export function looksLikeToken(text: string): boolean {
  return /^[\w-]+\.[\w-]+\.[\w-]+$/.test(text)
}
