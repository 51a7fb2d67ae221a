import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto'
import { z } from 'zod'
import { canonicalJson, type Json } from './canonicalJson'

const HEX = /^[0-9a-f]{64}$/

const body = z.strictObject({
  version: z.literal(1),
  /** The public address of the instance. */
  instance: z.string(),
  created_at: z.iso.datetime(),
  chains: z.array(
    z.strictObject({ chain: z.string(), position: z.int().min(1), hash: z.string().regex(HEX) }),
  ),
})

/** Where every chain stood at some moment. */
export type Checkpoint = z.output<typeof body>

const signed = body.extend({ signature: z.base64() })

/**
 * The checkpoint as a file to be kept elsewhere, signed with Ed25519 over its canonical JSON. `key` is a private key in PEM
 * (PKCS #8). Throws for another kind of key.
 */
export function signCheckpoint(checkpoint: Checkpoint, key: string): string {
  const privateKey = createPrivateKey(key)
  if (privateKey.asymmetricKeyType !== 'ed25519') throw new Error('the key that signs must be an Ed25519 key')
  const signature = sign(null, bytesOf(checkpoint), privateKey).toString('base64')
  return `${JSON.stringify({ ...checkpoint, signature }, null, 2)}\n`
}

/** Reads a file that `signCheckpoint` made. `key` is the public key in PEM. Throws unless that key signed every byte of it. */
export function openCheckpoint(text: string, key: string): Checkpoint {
  const { signature, ...checkpoint } = signed.parse(JSON.parse(text))
  const publicKey = createPublicKey(key)
  if (publicKey.asymmetricKeyType !== 'ed25519') throw new Error('the key must be an Ed25519 key')
  if (!verify(null, bytesOf(checkpoint), publicKey, Buffer.from(signature, 'base64'))) {
    throw new Error('the checkpoint was not signed with this key, or was changed')
  }
  return checkpoint
}

function bytesOf(checkpoint: Checkpoint): Buffer {
  const value: Json = checkpoint
  return Buffer.from(canonicalJson(value))
}
