import { MAX_SWEPT_ADDRESSES } from '@/lib/chains/evm/forwarder'
import type { PayableToken } from '@/lib/chains/payable'

/** Where an address's money goes, and what of it lies ready in one token. */
export type Movable = {
  /** The deposit address. */
  address: string
  ref: string
  treasury: string
  feeRecipient: string
  feeBps: number
  token: Pick<PayableToken, 'symbol' | 'decimals' | 'address'>
  amount: bigint
}

/** What one call moves: addresses of one set of terms. */
export type PlannedCall = { rows: readonly Movable[]; addresses: number }

/** Gas reckoned for one address: made, emptied of a first token, and of each further one (gas-snapshot.json of the contracts). */
const GAS_OF_ADDRESS = 62_000
const GAS_OF_TOKEN = 28_000

/** What a transaction may take of it (EIP-7825), with room for tokens that are dearer than most. */
const GAS_OF_CALL = 13_000_000

/** Divides what lies ready into calls: one set of terms each, and no more of it than fits a transaction. */
export function planCalls(rows: readonly Movable[]): PlannedCall[] {
  const byTerms = new Map<string, Movable[]>()
  for (const row of rows) {
    const key = `${row.treasury}:${row.feeRecipient}:${row.feeBps}`
    byTerms.set(key, [...(byTerms.get(key) ?? []), row])
  }
  return [...byTerms.values()].flatMap(inParts)
}

function inParts(rows: readonly Movable[]): PlannedCall[] {
  const byAddress = new Map<string, Movable[]>()
  for (const row of rows) byAddress.set(row.address, [...(byAddress.get(row.address) ?? []), row])
  const parts: Movable[][][] = []
  let part: Movable[][] = []
  for (const own of byAddress.values()) {
    if (part.length > 0 && !fits([...part, own])) {
      parts.push(part)
      part = []
    }
    part.push(own)
  }
  if (part.length > 0) parts.push(part)
  return parts.map((addresses) => ({ rows: addresses.flat(), addresses: addresses.length }))
}

/** A call looks for each of its tokens at each of its addresses. */
function fits(addresses: readonly (readonly Movable[])[]): boolean {
  const tokens = new Set(addresses.flat().flatMap((row) => row.token.address ?? []))
  const each = GAS_OF_ADDRESS + GAS_OF_TOKEN * Math.max(0, tokens.size - 1)
  return addresses.length <= MAX_SWEPT_ADDRESSES && addresses.length * each <= GAS_OF_CALL
}
