import { z } from 'zod'
import { canonicalJson, type Json } from '@/lib/audit/canonicalJson'
import type { Signature, Signer } from './signer'

/** The type of every signed document says what it is, so that none passes for another. */
export type Typed = { readonly type: string; readonly version: number; readonly [name: string]: Json }

const envelope = z.strictObject({
  document: z.looseObject({ type: z.string(), version: z.int() }),
  signature: z.strictObject({
    algorithm: z.literal('Ed25519'),
    key: z.string(),
    value: z.string().regex(/^[A-Za-z0-9_-]{86}$/),
  }),
})

/** A document with its signature as a file: canonical JSON, so that the file has one spelling and no other. */
export function signedText(signer: Pick<Signer, 'sign'>, document: Typed): string {
  return textOf(document, signer.sign(document))
}

/** The same with a signature that was made before. */
export function textOf(document: Typed, { key, value }: Signature): string {
  return `${canonicalJson({ document, signature: { algorithm: 'Ed25519', key, value } })}\n`
}

export type SignedParts = {
  document: { type: string; version: number }
  /** What was signed. */
  bytes: Uint8Array<ArrayBuffer>
  signature: Signature
}

/**
 * Takes such a file apart, in a browser too; whoever calls it checks the signature over `bytes`. Throws where a single byte is spelt
 * otherwise than it was written, but for the end of its line.
 */
export function readSigned(text: string): SignedParts {
  const value: unknown = JSON.parse(text)
  const parsed = envelope.safeParse(value)
  if (!parsed.success) throw new Error('this is no signed document')
  if (canonicalJson(value as Json) !== text.replace(/\r?\n$/, '')) {
    throw new Error('the file is not as it was written: download it anew rather than copying it')
  }
  const { document, signature } = parsed.data
  const bytes = new TextEncoder().encode(canonicalJson(document as Json))
  return { document, bytes, signature: { key: signature.key, value: signature.value } }
}
