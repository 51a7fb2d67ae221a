import type { Network } from '../network'
import { tron, tronNile } from './tron'
import { arbitrum, arbitrumSepolia } from './arbitrum'
import { ethereum, sepolia } from './ethereum'
import { local } from './local'
import { base, baseSepolia, optimism, optimismSepolia } from './optimistic'
import { avalanche, bsc, bscTestnet, polygon, polygonAmoy } from './sidechains'

/** Every network this product can read, opened or not. */
export const NETWORKS: readonly Network[] = [
  ethereum,
  base,
  arbitrum,
  optimism,
  polygon,
  bsc,
  avalanche,
  sepolia,
  baseSepolia,
  arbitrumSepolia,
  optimismSepolia,
  polygonAmoy,
  bscTestnet,
  tron,
  tronNile,
  local,
]
