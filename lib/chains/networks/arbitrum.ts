import { FACTORY_ADDRESS, HUB_ADDRESS } from '@/contracts/artifacts/addresses'
import type { Network } from '../network'
import { COMMON_LIMITS, ETHER, dai, dollar, explorerAt } from './parts'

export const arbitrum: Network = {
  id: 'arbitrum',
  name: 'Arbitrum One',
  kind: 'evm',
  chainId: 42_161,
  mode: 'live',
  blockTimeMs: 250,
  // Final with Ethereum, some twenty minutes of quarter-second blocks.
  finalityDepth: 4_800,
  confirmationFloor: 12,
  windowDepth: 7_200,
  explorer: explorerAt('https://arbiscan.io'),
  native: ETHER,
  tokens: [
    dollar('USDC', 'USD Coin', '0xaf88d065e77c8cC2239327C5EDb3A432268e5831'),
    dollar('USDT', 'Tether USD', '0xFd086bC7CD5C481DCC9C85ebE478A1C0b69FCbb9'),
    dai('0xDA10009cBd5D07dd0CeCc66161FC93D7c9000da1'),
  ],
  factory: FACTORY_ADDRESS,
  hub: HUB_ADDRESS,
  oneShotForwarder: true,
  provider: { ...COMMON_LIMITS, maxRange: 10_000 },
}

export const arbitrumSepolia: Network = {
  ...arbitrum,
  id: 'arbitrum-sepolia',
  name: 'Arbitrum Sepolia',
  chainId: 421_614,
  mode: 'test',
  explorer: explorerAt('https://sepolia.arbiscan.io'),
  native: { ...ETHER, name: 'Sepolia Ether' },
  tokens: [dollar('USDC', 'USD Coin', '0x75faf114eafb1BDbe2F0316DF893fd58CE46AA4d')],
}
