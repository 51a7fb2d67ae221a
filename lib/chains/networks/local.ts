import { FACTORY_ADDRESS, HUB_ADDRESS } from '@/contracts/artifacts/addresses'
import type { Network } from '../network'
import { LOCAL_USDC, LOCAL_USDT } from '../evm/localTokens'
import { COMMON_LIMITS, ETHER, dollar } from './parts'

/** anvil on this machine. Test mode, unless the demo's explicit switch makes it live (Q1). */
export const local: Network = {
  id: 'local',
  name: 'Local chain',
  kind: 'evm',
  chainId: 31_337,
  mode: 'test',
  blockTimeMs: 1_000,
  finalityDepth: 64,
  confirmationFloor: 1,
  windowDepth: 128,
  explorer: null,
  native: ETHER,
  tokens: [dollar('USDC', 'USD Coin', LOCAL_USDC), dollar('USDT', 'Tether USD', LOCAL_USDT)],
  factory: FACTORY_ADDRESS,
  hub: HUB_ADDRESS,
  oneShotForwarder: true,
  gasIsFree: true,
  provider: COMMON_LIMITS,
}
