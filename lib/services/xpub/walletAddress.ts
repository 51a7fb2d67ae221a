import { addressOfHex } from '@/lib/chains/addresses'
import type { Network } from '@/lib/chains/network'
import { childAddress } from '@/lib/chains/xpub/childAddress'

type Kind = Pick<Network, 'kind'>

/** Coins by their numbers in SLIP-44: all EVM chains share Ethereum's. */
const COINS: Readonly<Record<Network['kind'], number>> = { evm: 60, tron: 195 }

/** The address of a wallet's `index`th child, in the network's display form. */
export function walletAddress(network: Kind, chainKey: string, index: number): string {
  return addressOfHex(network, childAddress(chainKey, index))
}

/** Where a wallet keeps the account of a network by BIP-44, and the address in it: what the merchant's own wallet calls it. */
export function walletPath({ kind }: Kind, index: number): string {
  return `m/44'/${COINS[kind]}'/0'/0/${index}`
}
