import type { RelayRow } from '@/db/queries/hubRelays'
import type { HubTermsRow } from '@/db/queries/hubTerms'
import { payWithAuthorizationCalldata, signatureParts } from '@/lib/chains/evm/paymentHub'
import type { Hex } from '@/lib/chains/port'
import { contractTerms } from './terms'

/** So long at least it must still be good: it has to be mined in time. */
const LEAST_LEFT_MS = 20_000

type Authorization = Pick<RelayRow, 'payer' | 'validAfter' | 'validBefore' | 'signature'>

/** The hub's call that pays with what a customer signed (EIP-3009). Its nonce is the hash of the terms, which nobody can change. */
export function authorizationCall(authorization: Authorization, terms: HubTermsRow): Hex {
  const { payer, validAfter, validBefore, signature } = authorization
  return payWithAuthorizationCalldata(contractTerms(terms), {
    payer: payer as Hex,
    validAfter,
    validBefore,
    ...signatureParts(signature as Hex),
  })
}

/** Why it cannot be handed in at this time, in words; null where it can. */
export function relayFault(
  { validAfter, validBefore }: Pick<Authorization, 'validAfter' | 'validBefore'>,
  { deadline }: Pick<HubTermsRow, 'deadline'>,
  now: Date,
): string | null {
  const seconds = BigInt(Math.floor(now.getTime() / 1000))
  const left = BigInt(LEAST_LEFT_MS / 1000)
  if (deadline.getTime() - now.getTime() < LEAST_LEFT_MS) return 'the quote has ended'
  if (validAfter >= seconds) return 'the signature is not good yet'
  return validBefore <= seconds + left ? 'the signature is not good any more' : null
}
