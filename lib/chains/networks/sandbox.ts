import { FACTORY_ADDRESS } from '@/contracts/artifacts/addresses'
import type { Network } from '../network'
import { LOCAL_USDC, LOCAL_USDT } from '../evm/localTokens'
import { COMMON_LIMITS, ETHER, dollar } from './parts'

/**
 * Where test invoices are paid: a simulated chain for each of them, kept in the database (ADR 0015). Always open, and never
 * anything but test (Q1). What makes it quick stands here and nowhere else.
 */
export const sandbox: Network = {
  id: 'sandbox',
  name: 'Sandbox',
  kind: 'evm',
  // No chain has it, so that no wallet can mistake another chain for this one.
  chainId: 7_263_269,
  mode: 'test',
  blockTimeMs: 1_000,
  finalityDepth: 64,
  confirmationFloor: 1,
  windowDepth: 128,
  explorer: null,
  native: ETHER,
  tokens: [dollar('USDC', 'USD Coin', LOCAL_USDC), dollar('USDT', 'Tether USD', LOCAL_USDT)],
  factory: FACTORY_ADDRESS,
  hub: null,
  oneShotForwarder: true,
  laneOfItsOwn: true,
  // Empty blocks cost nothing here, however many were waited for.
  provider: { ...COMMON_LIMITS, maxRange: 100_000_000 },
}
