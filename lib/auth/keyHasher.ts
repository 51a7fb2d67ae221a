import { createHmac } from 'node:crypto'

export type KeyHash = { hmac: Uint8Array; pepperId: string }

export type KeyHasher = {
  /** Of the current pepper. */
  currentId: string
  /** Under the current pepper, for a new key. */
  hash(key: string): KeyHash
  /** Under every pepper that is valid, for looking one up while peppers rotate (L4). */
  candidates(key: string): Uint8Array[]
}

/** HMAC-SHA-256 with the server's pepper: a copy of the database alone finds no key (Q3). Throws without a pepper. */
export function createKeyHasher(peppers: readonly { id: string; key: Uint8Array }[]): KeyHasher {
  const current = peppers[0]
  if (!current) throw new Error('hashing keys needs a pepper')
  return {
    currentId: current.id,
    hash: (key) => ({ hmac: hmac(current.key, key), pepperId: current.id }),
    candidates: (key) => peppers.map((pepper) => hmac(pepper.key, key)),
  }
}

function hmac(pepper: Uint8Array, key: string): Uint8Array {
  return createHmac('sha256', pepper).update(key).digest()
}
