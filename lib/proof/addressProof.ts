import { z } from 'zod'
import { canonicalJson } from '@/lib/audit/canonicalJson'
import type { Signature } from '@/lib/signing/signer'
import { addressStatement, hubStatement } from '@/lib/signing/statements'
import type { AddressStatement, HubStatement } from '@/lib/signing/statements'

export type Statement = AddressStatement | HubStatement

/** What the instance signed of one way to pay. */
export type Proof = { statement: Statement; signature: Signature }

const file = z.strictObject({
  instance: z.string(),
  proofs: z.array(
    z.strictObject({
      document: z.union([addressStatement, hubStatement]),
      signature: z.strictObject({ algorithm: z.literal('Ed25519'), key: z.string(), value: z.string() }),
    }),
  ),
})

/** The proofs of all of an invoice's ways to be paid, as a file. Each is signed for itself; `instance` only says where it came from. */
export function proofFile(instance: string, proofs: readonly Proof[]): string {
  const signed = proofs.map(({ statement, signature: { key, value } }) => ({
    document: statement,
    signature: { algorithm: 'Ed25519', key, value },
  }))
  return `${canonicalJson({ instance, proofs: signed })}\n`
}

/** Reads such a file; says nothing of whether it is true. Throws where it is none. */
export function readProofFile(text: string): { instance: string; proofs: Proof[] } {
  const { instance, proofs } = file.parse(JSON.parse(text))
  return {
    instance,
    proofs: proofs.map(({ document, signature: { key, value } }) => ({
      statement: document,
      signature: { key, value },
    })),
  }
}
