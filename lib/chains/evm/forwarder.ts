import {
  concat,
  encodeAbiParameters,
  encodeFunctionData,
  getCreate2Address,
  isAddress,
  keccak256,
  numberToHex,
  size,
  stringToHex,
  zeroAddress,
  type Hex,
} from 'viem'
import { FACTORY_ADDRESS, FORWARDER_CODE_HASH } from '@/contracts/artifacts/addresses'
import { ForwarderFactory } from '@/contracts/artifacts/ForwarderFactory'

export { FACTORY_ADDRESS, FACTORY_CODE_HASH, FORWARDER_CODE_HASH } from '@/contracts/artifacts/addresses'

/** The most addresses of one sweep: more new accounts do not fit under a transaction's gas limit (EIP-7825). */
export const MAX_SWEPT_ADDRESSES = 300

/** Where a deposit address's money goes. The fee is in basis points, below 10,000. */
export type ForwarderTerms = { treasury: Hex; feeRecipient: Hex; feeBps: number }

export const forwarderAbi = ForwarderFactory.abi
/**
 * What a deposit address commits to (F1). Throws RangeError for terms that the factory refuses: money sent to such an
 * address could never be moved.
 */
export function depositSalt({ treasury, feeRecipient, feeBps, ref }: ForwarderTerms & { ref: Hex }): Hex {
  requireSweepable({ treasury, feeRecipient, feeBps })
  if (size(ref) !== 32) throw new RangeError('a deposit reference has 32 bytes')
  return keccak256(
    encodeAbiParameters(
      [{ type: 'address' }, { type: 'address' }, { type: 'uint256' }, { type: 'bytes32' }],
      [treasury, feeRecipient, BigInt(feeBps), ref],
    ),
  )
}

/** The address to pay to, in EIP-55 form; the same on every EVM chain. Throws like `depositSalt`. */
export function depositAddress(deposit: ForwarderTerms & { ref: Hex }): Hex {
  return getCreate2Address({
    from: FACTORY_ADDRESS,
    salt: depositSalt(deposit),
    bytecodeHash: FORWARDER_CODE_HASH,
  })
}

const REF_DOMAIN = stringToHex('crypto-checkout/deposit-ref/v1')

/**
 * The reference of a merchant's `counter`th deposit address: keccak256(domain || seed || counter as 32 bytes), which
 * nobody tells from random without the 32-byte seed of the recovery file (F1). All parts have a fixed length.
 */
export function depositRef(seed: Hex, counter: bigint): Hex {
  if (size(seed) !== 32) throw new RangeError('a recovery seed has 32 bytes')
  return keccak256(concat([REF_DOMAIN, seed, numberToHex(counter, { size: 32 })]))
}

/** The call of the factory that moves the native coin and these tokens of every deposit address of one set of terms. */
export function sweepCalldata(sweep: ForwarderTerms & { refs: readonly Hex[]; tokens: readonly Hex[] }): Hex {
  const { treasury, feeRecipient, feeBps, refs } = sweep
  requireSweepable(sweep)
  if (refs.length > MAX_SWEPT_ADDRESSES)
    throw new RangeError(`at most ${MAX_SWEPT_ADDRESSES} addresses a sweep`)
  // The factory wants each token once, ascending.
  const tokens = [...new Set(sweep.tokens.map((token) => token.toLowerCase() as Hex))].sort()
  return encodeFunctionData({
    abi: forwarderAbi,
    functionName: 'sweep',
    args: [treasury, feeRecipient, feeBps, refs, tokens],
  })
}

function requireSweepable({ treasury, feeRecipient, feeBps }: ForwarderTerms): void {
  if (!isAddress(treasury) || !isAddress(feeRecipient)) throw new RangeError('not an address')
  if (BigInt(treasury) === 0n) throw new RangeError('the treasury must not be the zero address')
  if (!Number.isInteger(feeBps) || feeBps < 0 || feeBps >= 10_000) {
    throw new RangeError('a fee is 0 to 9,999 basis points')
  }
  if (feeBps > 0 && feeRecipient === zeroAddress) throw new RangeError('a fee needs a recipient')
}
