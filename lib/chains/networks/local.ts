import type { Network } from '../network'
import { FORWARDER_FACTORY } from './factory'
import { LOCAL_TOKENS } from './localPlaceholder'
import { COMMON_LIMITS, ETHER } from './parts'

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
  tokens: LOCAL_TOKENS,
  factory: FORWARDER_FACTORY,
  oneShotForwarder: true,
  provider: COMMON_LIMITS,
}
