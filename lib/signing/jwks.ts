import { z } from 'zod'
import type { PublicKey } from './keys'

/** 32 bytes in base64url. */
const X_PATTERN = /^[A-Za-z0-9_-]{43}$/

/** The public keys as a JSON Web Key Set (RFC 7517, RFC 8037); `status` says which of them signs now. */
export function jwksOf(keys: readonly PublicKey[]) {
  return {
    keys: keys.map(({ id, x, retired }) => ({
      kty: 'OKP',
      crv: 'Ed25519',
      alg: 'EdDSA',
      use: 'sig',
      kid: id,
      x,
      status: retired ? 'retired' : 'current',
    })),
  }
}

const jwks = z.object({
  keys: z.array(
    z.object({
      kty: z.string(),
      crv: z.string().optional(),
      kid: z.string().optional(),
      x: z.string().optional(),
    }),
  ),
})

/** The Ed25519 keys of such a set by their ids, in base64url. Throws for what is no set. */
export function readJwks(value: unknown): Map<string, string> {
  const keys = jwks
    .parse(value)
    .keys.flatMap(({ kty, crv, kid, x }) =>
      kty === 'OKP' && crv === 'Ed25519' && kid && x && X_PATTERN.test(x) ? [[kid, x] as const] : [],
    )
  return new Map(keys)
}
