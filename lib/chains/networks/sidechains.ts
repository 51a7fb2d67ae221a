import { FACTORY_ADDRESS } from '@/contracts/artifacts/addresses'
import type { Network } from '../network'
import { COMMON_LIMITS, dollar, explorerAt } from './parts'

const chain = {
  kind: 'evm',
  mode: 'live',
  confirmationFloor: 12,
  factory: FACTORY_ADDRESS,
  oneShotForwarder: true,
  provider: COMMON_LIMITS,
} as const

export const polygon: Network = {
  ...chain,
  id: 'polygon',
  name: 'Polygon PoS',
  chainId: 137,
  blockTimeMs: 2_000,
  // Milestones make blocks final within seconds; checkpoints, when milestones stall, within minutes.
  finalityDepth: 128,
  windowDepth: 256,
  partialBloom: true,
  explorer: explorerAt('https://polygonscan.com'),
  native: { symbol: 'POL', name: 'Polygon Ecosystem Token', decimals: 18 },
  tokens: [
    dollar('USDC', 'USD Coin', '0x3c499c542cEF5E3811e1192ce70d8cC03d5c3359'),
    dollar('USDT', 'Tether USD', '0xc2132D05D31c914a87C6611C10748AEb04B58e8F'),
  ],
}

export const bsc: Network = {
  ...chain,
  id: 'bsc',
  name: 'BNB Smart Chain',
  chainId: 56,
  blockTimeMs: 750,
  // Fast finality takes a few blocks; without it, a majority of the validators must have sealed on top.
  finalityDepth: 45,
  windowDepth: 128,
  explorer: explorerAt('https://bscscan.com'),
  native: { symbol: 'BNB', name: 'BNB', decimals: 18 },
  // Both are Binance-pegged and, unlike everywhere else, have 18 decimals.
  tokens: [
    dollar('USDC', 'Binance-Peg USD Coin', '0x8AC76a51cc950d9822D68b83fE1Ad97B32Cd580d', 18),
    dollar('USDT', 'Binance-Peg BSC-USD', '0x55d398326f99059fF775485246999027B3197955', 18),
  ],
}

export const avalanche: Network = {
  ...chain,
  id: 'avalanche',
  name: 'Avalanche C-Chain',
  chainId: 43_114,
  blockTimeMs: 2_000,
  // Accepted blocks are final; the depth covers a provider whose nodes disagree for a moment.
  finalityDepth: 12,
  windowDepth: 64,
  explorer: explorerAt('https://snowtrace.io'),
  native: { symbol: 'AVAX', name: 'Avalanche', decimals: 18 },
  tokens: [
    dollar('USDC', 'USD Coin', '0xB97EF9Ef8734C71904D8002F8b6Bc66Dd9c48a6E'),
    dollar('USDT', 'TetherToken', '0x9702230A8Ea53601f5cD2dc00fDBc13d4dF4A8c7'),
  ],
}
