import { payableBySymbol } from '@/lib/chains/payable'
import { knownNetwork } from '@/lib/chains/registry'

/** By the networks whose name wallets and exchanges leave out, and say this instead. */
const STANDARDS: Readonly<Record<string, string>> = {
  ethereum: 'ERC-20',
  sepolia: 'ERC-20',
  bsc: 'BEP-20',
  'bsc-testnet': 'BEP-20',
  tron: 'TRC-20',
  'tron-nile': 'TRC-20',
}

/** What a token is called there by those who send it, such as `TRC-20`; null for a coin, and where the network's name is what they say. */
export function tokenStandard(option: { network: string; token: string }): string | null {
  const network = knownNetwork(option.network)
  const token = network && payableBySymbol(network, option.token)
  return token && token.address !== null ? (STANDARDS[network.id] ?? null) : null
}
