import { FACTORY_ADDRESS, HUB_ADDRESS } from '@/contracts/artifacts/addresses'
import type { Network } from '../network'
import { COMMON_LIMITS, ETHER, dai, dollar, explorerAt } from './parts'

/** Rollups of the OP stack: a sequencer's block every two seconds, final with Ethereum some twenty minutes later. */
const opStack = {
  kind: 'evm',
  mode: 'live',
  blockTimeMs: 2_000,
  finalityDepth: 600,
  confirmationFloor: 12,
  windowDepth: 900,
  native: ETHER,
  factory: FACTORY_ADDRESS,
  hub: HUB_ADDRESS,
  oneShotForwarder: true,
  provider: COMMON_LIMITS,
} as const

export const base: Network = {
  ...opStack,
  id: 'base',
  name: 'Base',
  chainId: 8_453,
  explorer: explorerAt('https://basescan.org'),
  tokens: [
    dollar('USDC', 'USD Coin', '0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913'),
    // Tether issues none here: this is the standard bridge's.
    dollar('USDT', 'Bridged Tether USD', '0xfde4C96c8593536E31F229EA8f37b2ADa2699bb2'),
    dai('0x50c5725949A6F0c72E6C4a641F24049A917DB0Cb'),
  ],
}

export const baseSepolia: Network = {
  ...opStack,
  id: 'base-sepolia',
  name: 'Base Sepolia',
  chainId: 84_532,
  mode: 'test',
  explorer: explorerAt('https://sepolia.basescan.org'),
  native: { ...ETHER, name: 'Sepolia Ether' },
  tokens: [dollar('USDC', 'USD Coin', '0x036CbD53842c5426634e7929541eC2318f3dCF7e')],
}

export const optimism: Network = {
  ...opStack,
  id: 'optimism',
  name: 'OP Mainnet',
  chainId: 10,
  explorer: explorerAt('https://optimistic.etherscan.io'),
  tokens: [
    dollar('USDC', 'USD Coin', '0x0b2C639c533813f4Aa9D7837CAf62653d097Ff85'),
    dollar('USDT', 'Tether USD', '0x94b008aA00579c1307B0EF2c499aD98a8ce58e58'),
    // Its successor here has an address of its own, unlike on Arbitrum and Polygon.
    dollar('USDT0', 'USDT0', '0x01bFF41798a0BcF287b996046Ca68b395DbC1071'),
    dai('0xDA10009cBd5D07dd0CeCc66161FC93D7c9000da1'),
  ],
}

export const optimismSepolia: Network = {
  ...opStack,
  id: 'optimism-sepolia',
  name: 'OP Sepolia',
  chainId: 11_155_420,
  mode: 'test',
  explorer: explorerAt('https://sepolia-optimism.etherscan.io'),
  native: { ...ETHER, name: 'Sepolia Ether' },
  tokens: [dollar('USDC', 'USD Coin', '0x5fd84259d66Cd46123540766Be93DFE6D43130D7')],
}
