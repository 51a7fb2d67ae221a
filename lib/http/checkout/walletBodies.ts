import { z } from 'zod'
import { displayAddress } from '@/lib/chains/evm/displayAddress'
import type { Relayed, RelayInput } from '@/lib/services/hub/relayPayment'
import type { Wire } from '../json'
import { idParam, wholeNumber } from '../fields'

/** The last second that a signature may name. */
const MOST_SECONDS = 9_007_199_254_740_991

const hash = z
  .string({ error: 'must be the hash of a transaction: 0x and 64 hex digits' })
  .regex(/^0x[0-9a-fA-F]{64}$/, { error: 'must be the hash of a transaction: 0x and 64 hex digits' })
  .transform((text): `0x${string}` => `0x${text.slice(2).toLowerCase()}`)

export const syncBody = z.object({
  transactionHash: hash,
  paymentOptionId: idParam
    .nullish()
    .meta({ description: 'The way it was paid; any that is called unless said' }),
})

export const relayBody = z.object({
  paymentOptionId: idParam,
  payer: z
    .string({ error: 'must be an address' })
    .transform((text, context) => {
      const address = displayAddress(text.trim())
      if (address) return address
      context.addIssue({ code: 'custom', message: 'must be an address' })
      return z.NEVER
    })
    .meta({ type: 'string' }),
  validAfter: wholeNumber(0, MOST_SECONDS),
  validBefore: wholeNumber(0, MOST_SECONDS),
  signature: z
    .string({ error: 'must be 65 bytes in hex' })
    .regex(/^0x[0-9a-fA-F]{130}$/, { error: 'must be 65 bytes in hex' }),
})

export const relayAnswer = z.strictObject({
  id: z.string(),
  status: z.enum(['queued', 'sent', 'mined', 'failed']),
  transactionHash: z.string().nullable(),
  reason: z.string().nullable(),
})

export function toRelayInput(body: z.output<typeof relayBody>): RelayInput {
  return {
    optionId: body.paymentOptionId,
    payer: body.payer,
    validAfter: BigInt(body.validAfter),
    validBefore: BigInt(body.validBefore),
    signature: `0x${body.signature.slice(2)}`,
  }
}

export function presentRelay({ id, status, txHash, reason }: Relayed): Wire<z.output<typeof relayAnswer>> {
  return { id, status, transactionHash: txHash, reason }
}
