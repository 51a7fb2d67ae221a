import { ChainError } from '../errors'
import type { BlockRef, HubLog, ScanResult, SweepLog, Transfer } from '../port'
import { toBlockRef } from './blocks'
import type { Evidence } from './evidence'
import { lastOf, type Piece } from './piece'

export interface Findings {
  /** The block that comes after what is proven. */
  next(): number
  /** Throws `lagging` unless the piece links to the one before: the chain changed between them. */
  requireNext(piece: Piece): void
  add(piece: Piece, evidence: Evidence): void
  /** Null while nothing is proven. */
  result(): ScanResult | null
  require(): ScanResult
}

/** What a scan has proven so far, piece after piece. */
export function createFindings(): Findings {
  let through: BlockRef | null = null
  const transfers: Transfer[] = []
  const sweeps: SweepLog[] = []
  const accepted: HubLog[] = []
  const blocks: BlockRef[] = []

  const result = () => (through === null ? null : { through, transfers, sweeps, accepted, blocks })
  const require = () => {
    const proven = result()
    if (proven === null) throw new ChainError('lagging', 'no block was proven present')
    return proven
  }
  return {
    next: () => require().through.number + 1,
    requireNext(piece) {
      if (through !== null && piece.headers[0].parentHash !== through.hash) {
        throw new ChainError(
          'lagging',
          `block ${piece.headers[0].number} does not follow what was read before it`,
        )
      }
    },
    add(piece, evidence) {
      transfers.push(...evidence.transfers)
      sweeps.push(...evidence.sweeps)
      accepted.push(...evidence.accepted)
      blocks.push(...evidence.blocks)
      through = toBlockRef(lastOf(piece))
    },
    result,
    require,
  }
}
