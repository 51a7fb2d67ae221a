import type { HoldingRow } from '@/db/queries/holdings'
import type { At } from './gap'

/** What one look at merchants' own addresses read: balances at a block, and what was kept of the looks before, by `assetAt`. */
export type Seen = {
  balances: ReadonlyMap<string, bigint>
  kept: ReadonlyMap<string, HoldingRow>
  at: At
}
