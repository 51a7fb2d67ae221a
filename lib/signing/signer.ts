import { createHash, sign, verify } from 'node:crypto'
import { canonicalJson, type Json } from '@/lib/audit/canonicalJson'
import { privateKeyOf, publicHalf, publicKeyObject, type PublicKey } from './keys'

/** By which key, and its 64 bytes in base64url. */
export type Signature = { key: string; value: string }

/** What the instance says to everybody, signed with Ed25519 over its canonical JSON. It can spend nothing. */
export type Signer = {
  /** The one that signs first, then those that did. */
  keys: readonly PublicKey[]
  sign(document: Json): Signature
  /** False for another document, another signature, or a key that is none of ours. */
  verifies(document: Json, signature: Signature): boolean
}

type Ring = readonly { id: string; key: Uint8Array }[]

/** A signature is checked once and known for as long as it is among the last so many: each read of an invoice asks (F8). */
const REMEMBERED = 20_000

/** Signs with the first of the ring, and knows again what any of the ring or one of the retired public keys signed. */
export function createSigner(ring: Ring, retired: Ring = []): Signer {
  const [current] = ring
  if (!current) throw new Error('a signer needs a key')
  const privateKey = privateKeyOf(current.key)
  const keys = [
    ...ring.map(({ id, key }, place) => ({ id, x: publicHalf(privateKeyOf(key)), retired: place > 0 })),
    ...retired.map(({ id, key }) => ({ id, x: Buffer.from(key).toString('base64url'), retired: true })),
  ]
  const objects = new Map(keys.map(({ id, x }) => [id, publicKeyObject(x)]))
  const known = new Set<string>()

  return {
    keys,
    sign: (document) => ({
      key: current.id,
      value: sign(null, Buffer.from(canonicalJson(document)), privateKey).toString('base64url'),
    }),
    verifies(document, { key, value }) {
      const publicKey = objects.get(key)
      if (!publicKey) return false
      const text = canonicalJson(document)
      const name = createHash('sha256').update(`${key} ${value} ${text}`).digest('base64')
      if (known.has(name)) return true
      const bytes = Buffer.from(value, 'base64url')
      if (bytes.toString('base64url') !== value) return false
      if (!verify(null, Buffer.from(text), publicKey, bytes)) return false
      remember(known, name)
      return true
    },
  }
}

function remember(known: Set<string>, name: string): void {
  known.add(name)
  const [oldest] = known
  if (known.size > REMEMBERED && oldest !== undefined) known.delete(oldest)
}
