import type { Network } from '../network'
import { arbitrum } from './arbitrum'
import { ethereum, sepolia } from './ethereum'
import { local } from './local'
import { base, baseSepolia, optimism } from './optimistic'
import { avalanche, bsc, polygon } from './sidechains'

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
  local,
]
