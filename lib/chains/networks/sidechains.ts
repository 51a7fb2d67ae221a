import { FACTORY_ADDRESS, HUB_ADDRESS } from '@/contracts/artifacts/addresses'
import type { Network } from '../network'
import { COMMON_LIMITS, dai, dollar, explorerAt } from './parts'

const chain = {
  kind: 'evm',
  mode: 'live',
  confirmationFloor: 12,
  factory: FACTORY_ADDRESS,
  hub: HUB_ADDRESS,
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
    dai('0x8f3Cf7ad23Cd3CaDbD9735AFf958023239c6A063'),
  ],
}

export const polygonAmoy: Network = {
  ...polygon,
  id: 'polygon-amoy',
  name: 'Polygon Amoy',
  chainId: 80_002,
  mode: 'test',
  explorer: explorerAt('https://amoy.polygonscan.com'),
  tokens: [dollar('USDC', 'USD Coin', '0x41E94Eb019C0762f9Bfcf9Fb1E58725BfB0e7582')],
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
  // All are Binance-pegged and, unlike everywhere else, have 18 decimals.
  tokens: [
    dollar('USDC', 'Binance-Peg USD Coin', '0x8AC76a51cc950d9822D68b83fE1Ad97B32Cd580d', 18),
    dollar('USDT', 'Binance-Peg BSC-USD', '0x55d398326f99059fF775485246999027B3197955', 18),
    dai('0x1AF3F329e8BE154074D8769D1FFa4eE058B1DBc3', 'Binance-Peg Dai Token'),
  ],
}

export const bscTestnet: Network = {
  ...bsc,
  id: 'bsc-testnet',
  name: 'BNB Smart Chain Testnet',
  chainId: 97,
  mode: 'test',
  explorer: explorerAt('https://testnet.bscscan.com'),
  native: { symbol: 'BNB', name: 'Test BNB', decimals: 18 },
  // Those of the chain's own faucet.
  tokens: [
    dollar('USDC', 'Test USD Coin', '0x64544969ed7EBf5f083679233325356EbE738930', 18),
    dollar('USDT', 'Test Tether USD', '0x337610d27c682E347C9cD60BD4b3b107C9d34dDd', 18),
    dai('0xEC5dCb5Dbf4B114C9d0F65BcCAb49EC54F6A0867', 'Test Dai Token'),
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
