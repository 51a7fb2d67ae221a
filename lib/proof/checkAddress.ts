import { canonicalJson } from '@/lib/audit/canonicalJson'
import { depositAddress } from '@/lib/chains/evm/forwarder'
import { HUB_ADDRESS, hubId, hubTermsHash } from '@/lib/chains/evm/paymentHub'
import type { Hex } from '@/lib/chains/port'
import type { AddressStatement, HubStatement } from '@/lib/signing/statements'
import type { Proof, Statement } from './addressProof'
import type { Finding } from './finding'
import { verifySignature } from './verifySignature'

/**
 * F8 without any server: whether the instance signed it, and whether the address, or the hash that the contract names, follows from the
 * treasury and the fee that it says. `keys` are public keys in base64url by their ids.
 */
export function checkAddress(keys: ReadonlyMap<string, string>, { statement, signature }: Proof): Finding[] {
  if (!verifySignature(keys, Buffer.from(canonicalJson(statement)), signature)) {
    return [{ ok: false, text: `NOT signed by any of the given keys (it names ${signature.key})` }]
  }
  return [{ ok: true, text: `signed by the key ${signature.key}` }, derivation(statement)]
}

function derivation(statement: Statement): Finding {
  if (statement.type === 'hub-terms') {
    const ok = statement.hub === HUB_ADDRESS && statement.terms_hash === hashOf(statement)
    return { ok, text: ok ? termsText(statement) : 'the hash of the terms is NOT that of what they say' }
  }
  const { address, origin } = statement
  if (origin.rail === 'wallet') {
    return {
      ok: true,
      text: `${address} is number ${origin.index} of the merchant’s own wallet ${origin.fingerprint}: only the wallet itself can compute it again`,
    }
  }
  const derived = derivedAddress(origin)
  if (derived !== address)
    return { ok: false, text: `${address} does NOT follow from its terms, which make ${derived ?? 'none'}` }
  const fee = origin.fee_bps === 0 ? 'no fee' : `${percent(origin.fee_bps)} % to ${origin.fee_recipient}`
  return { ok: true, text: `${address} can pay to ${origin.treasury} alone, less ${fee}` }
}

type Forwarder = Extract<AddressStatement['origin'], { rail: 'forwarder' }>

/** Null for terms that the factory refuses, from which no address follows. */
function derivedAddress({ treasury, fee_recipient, fee_bps, ref }: Forwarder): Hex | null {
  try {
    return depositAddress({
      treasury: treasury as Hex,
      feeRecipient: fee_recipient as Hex,
      feeBps: fee_bps,
      ref: ref as Hex,
    })
  } catch {
    return null
  }
}

function hashOf(terms: HubStatement): Hex {
  return hubTermsHash(terms.chain_id, {
    merchantId: hubId(terms.merchant),
    invoiceId: hubId(terms.invoice),
    paymentId: terms.payment_id as Hex,
    token: terms.token as Hex,
    amount: BigInt(terms.amount),
    treasury: terms.treasury as Hex,
    fee: BigInt(terms.fee),
    feeRecipient: terms.fee_recipient as Hex,
    deadline: BigInt(Date.parse(terms.deadline)) / 1000n,
  })
}

function termsText({ treasury, amount, fee, fee_recipient, symbol }: HubStatement): string {
  const split = fee === '0' ? 'no fee' : `${fee} of them to ${fee_recipient}`
  return `the contract pays ${amount} base units of ${symbol} to ${treasury}, less ${split}`
}

function percent(bps: number): string {
  return `${Math.floor(bps / 100)}.${`${bps % 100}`.padStart(2, '0')}`
}
