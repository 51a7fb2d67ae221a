import { randomBytes } from 'node:crypto'

const PREFIX = 'whsec_'
const SECRET_BYTES = 32
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/

/** A new secret in the form of Standard Webhooks. */
export function newSecret(): string {
  return PREFIX + randomBytes(SECRET_BYTES).toString('base64')
}

/** W2: the key of Standard Webhooks: `whsec_` and base64 decoded, anything else as it is written. */
export function secretKey(secret: string): Buffer {
  const encoded = secret.startsWith(PREFIX) ? secret.slice(PREFIX.length) : ''
  const isEncoded = BASE64.test(encoded) && encoded.replace(/=+$/, '').length % 4 !== 1
  return isEncoded ? Buffer.from(encoded, 'base64') : Buffer.from(secret, 'utf8')
}

/** Its first characters, by which document 002 tells secrets apart: `whsec_AbCd`. */
export function secretPrefix(secret: string): string {
  return secret.slice(0, PREFIX.length + 4)
}

/** How a secret is shown to people: `whsec_***123`. */
export function secretHint(secret: string): string {
  return `${secret.startsWith(PREFIX) ? PREFIX : ''}***${secret.slice(-3)}`
}
