import { FACTORY_ADDRESS } from '@/contracts/artifacts/addresses'
import type { Network } from '../network'
import { COMMON_LIMITS, dollar } from './parts'

/**
 * TRON: a block every three seconds, by 27 witnesses in turn, solid once two thirds of them have built on it. Its CREATE2 hashes another prefix
 * (0x41), so that the forwarder's addresses would be others here: invoices are paid to addresses of the merchant's own wallet
 * (ADR 0032).
 */
export const tron: Network = {
  id: 'tron',
  name: 'TRON',
  kind: 'tron',
  chainId: 728_126_428,
  mode: 'live',
  blockTimeMs: 3_000,
  finalityDepth: 19,
  confirmationFloor: 19,
  windowDepth: 64,
  explorer: scanAt('https://tronscan.org'),
  native: { symbol: 'TRX', name: 'TRON', decimals: 6 },
  // A transfer of any TRC-10 token looks like one of TRX in TRON's JSON-RPC.
  nativePayable: false,
  tokens: [dollar('USDT', 'Tether USD', 'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t')],
  factory: FACTORY_ADDRESS,
  hub: null,
  oneShotForwarder: false,
  // Headers say nothing of their logs: the blooms are all zeros.
  partialBloom: true,
  // Balances are asked for one by one, of a node that counts them.
  witnessBudget: 20,
  provider: { ...COMMON_LIMITS, batchSize: 20 },
}

export const tronNile: Network = {
  ...tron,
  id: 'tron-nile',
  name: 'TRON Nile',
  chainId: 3_448_148_188,
  mode: 'test',
  explorer: scanAt('https://nile.tronscan.org'),
  tokens: [dollar('USDT', 'Tether USD', 'TXYZopYRdj2D9XRtbG411XZZ3kM5VkAeBf')],
}

/** Tronscan names transactions without 0x. */
function scanAt(origin: string): NonNullable<Network['explorer']> {
  return {
    tx: (hash) => `${origin}/#/transaction/${hash.replace(/^0x/, '')}`,
    address: (address) => `${origin}/#/address/${address}`,
  }
}
