import { verify } from 'node:crypto'
import { publicKeyObject } from '@/lib/signing/keys'
import type { Signature } from '@/lib/signing/signer'

/** Whether one of these public keys, base64url by their ids, signed the bytes. */
export function verifySignature(
  keys: ReadonlyMap<string, string>,
  bytes: Uint8Array,
  { key, value }: Signature,
): boolean {
  const x = keys.get(key)
  const signature = Buffer.from(value, 'base64url')
  if (x === undefined || signature.toString('base64url') !== value) return false
  return verify(null, bytes, publicKeyObject(x), signature)
}
