import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'

/** A public key as everybody may know it: `x` is its 32 bytes in base64url (RFC 8037). */
export type PublicKey = {
  id: string
  x: string
  /** It signs nothing new; what it signed still stands. */
  retired: boolean
}

/** What stands before the 32 bytes of an Ed25519 private key in PKCS #8 (RFC 8410). */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex')

/** The private key of a secret of 32 bytes. */
export function privateKeyOf(secret: Uint8Array): KeyObject {
  if (secret.length !== 32) throw new RangeError('the secret of an Ed25519 key has 32 bytes')
  return createPrivateKey({ key: Buffer.concat([PKCS8, secret]), format: 'der', type: 'pkcs8' })
}

/** The public half of a private key, in base64url. */
export function publicHalf(key: KeyObject): string {
  const { x } = createPublicKey(key).export({ format: 'jwk' })
  if (typeof x !== 'string') throw new TypeError('not an Ed25519 key')
  return x
}

/** Throws for what is no public key of Ed25519. */
export function publicKeyObject(x: string): KeyObject {
  return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' })
}
