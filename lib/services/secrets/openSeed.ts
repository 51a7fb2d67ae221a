import type { Hex } from '@/lib/chains/port'
import type { ServiceContext } from '../context'

type Sealing = Pick<ServiceContext, 'secrets'>

/** The seed that a merchant's deposit references follow from (F1). Throws when it was tampered with, or is another merchant's. */
export function openSeed({ secrets }: Sealing, merchant: { id: string; recoverySeed: string }): Hex {
  return secrets.open(merchant.recoverySeed, 'merchants.recovery_seed', merchant.id) as Hex
}

/** The extended public key that a wallet's addresses follow from. Throws like `openSeed`. */
export function openChainKey({ secrets }: Sealing, key: { id: string; chainKey: string }): string {
  return secrets.open(key.chainKey, 'xpub_keys.chain_key', key.id)
}
