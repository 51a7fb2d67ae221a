import type { Network } from '@/lib/chains/network'
import { childAddress } from '@/lib/chains/xpub/childAddress'

/** The address of a wallet's `index`th child, in the network's display form. */
export function walletAddress(_network: Pick<Network, 'kind'>, chainKey: string, index: number): string {
  return childAddress(chainKey, index)
}

/** Where a wallet keeps the account of a network by BIP-44, and the address in it: what the merchant's own wallet calls it. */
export function walletPath(_network: Pick<Network, 'kind'>, index: number): string {
  return `m/44'/60'/0'/0/${index}`
}
