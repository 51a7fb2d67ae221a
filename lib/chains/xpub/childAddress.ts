import { ECDH } from 'node:crypto'
import { HDKey } from '@scure/bip32'
import { bytesToHex } from 'viem'
import { publicKeyToAddress } from 'viem/accounts'
import type { Hex } from '../port'

/** The most that non-hardened children can be. */
export const LAST_INDEX = 2 ** 31 - 1

/** The address of a chain key's child, as an EVM chain writes it (EIP-55). Throws RangeError for what is no index. */
export function childAddress(chainKey: string, index: number): Hex {
  if (!Number.isInteger(index) || index < 0 || index > LAST_INDEX) throw new RangeError('no such child')
  const { publicKey } = HDKey.fromExtendedKey(chainKey).deriveChild(index)
  if (!publicKey) throw new RangeError('a key without its public part')
  const whole = ECDH.convertKey(publicKey, 'secp256k1', undefined, undefined, 'uncompressed')
  return publicKeyToAddress(bytesToHex(typeof whole === 'string' ? Buffer.from(whole, 'hex') : whole))
}
