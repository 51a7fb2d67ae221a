import { FACTORY_ADDRESS } from '@/contracts/artifacts/addresses'
import type { Network } from '../network'
import { COMMON_LIMITS, ETHER, dollar, explorerAt } from './parts'

export const ethereum: Network = {
  id: 'ethereum',
  name: 'Ethereum',
  kind: 'evm',
  chainId: 1,
  mode: 'live',
  blockTimeMs: 12_000,
  // Two epochs, and the one under way.
  finalityDepth: 96,
  confirmationFloor: 12,
  windowDepth: 128,
  explorer: explorerAt('https://etherscan.io'),
  native: ETHER,
  tokens: [
    dollar('USDC', 'USD Coin', '0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48'),
    dollar('USDT', 'Tether USD', '0xdAC17F958D2ee523a2206206994597C13D831ec7'),
  ],
  factory: FACTORY_ADDRESS,
  oneShotForwarder: true,
  provider: COMMON_LIMITS,
}

export const sepolia: Network = {
  ...ethereum,
  id: 'sepolia',
  name: 'Sepolia',
  chainId: 11_155_111,
  mode: 'test',
  explorer: explorerAt('https://sepolia.etherscan.io'),
  native: { ...ETHER, name: 'Sepolia Ether' },
  tokens: [dollar('USDC', 'USD Coin', '0x1c7D4B196Cb0C7B01d743Fbc6116a902379C7238')],
}
