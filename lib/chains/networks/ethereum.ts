import { FACTORY_ADDRESS, HUB_ADDRESS } from '@/contracts/artifacts/addresses'
import type { Network } from '../network'
import { COMMON_LIMITS, ETHER, dai, dollar, explorerAt } from './parts'

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
    dai('0x6B175474E89094C44Da98b954EedeAC495271d0F'),
  ],
  factory: FACTORY_ADDRESS,
  hub: HUB_ADDRESS,
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
  tokens: [
    dollar('USDC', 'USD Coin', '0x1c7D4B196Cb0C7B01d743Fbc6116a902379C7238'),
    // Neither Tether nor Sky issues any here: both are those of Aave's faucet.
    dollar('USDT', 'Test Tether USD', '0xaA8E23Fb1079EA71e0a56F48a2aA51851D8433D0'),
    dai('0xFF34B3d4Aee8ddCd6F9AFFFB6Fe49bD371b8a357', 'Test Dai Stablecoin'),
  ],
}
