import { ChainError, isChainError } from '../errors'
import type { Network } from '../network'
import type { ChainReader } from '../port'
import type { AdaptiveQueries } from './adaptive'
import { readHead } from './blocks'
import { bloomFilter } from './bloom'
import { gatherEvidence } from './evidence'
import { createFindings } from './findings'
import { untilPresent } from './patience'
import type { Rpc } from './rpc'
import { TAIL_BLOCKS } from './tailPiece'
import { watchSetOf } from './watchSet'

/**
 * What a scan of (from..to] promises of its provider's answers, `through` being where it ended:
 *
 * - `through` is at most `to` and at most the provider's head, and was present, with an unchanged hash, on the backend that
 *   answered the log queries, in the same request (deep blocks) or by being what they were asked by (the last eight).
 * - Headers that follow each other in `blocks` link by parent hash; so do the pieces in which the scan reads. Whether the
 *   first links to `from`, its caller can tell: blocks[0] is the header of from + 1.
 * - Every transfer names a block whose header, receipt and log agreed on the hash, and its position in the receipt (S3).
 * - Anything doubtful ends the scan before it. It never leaves out blocks; with nothing proven it throws.
 *
 * What it cannot promise: a backend that has a block and still answers `[]`, or leaves logs out, is believed, since nothing short
 * of all receipts of a block shows that none is missing. The balance witness (S4) is what catches that. So it does an
 * amount that a token took from a transfer as its fee, and native coin that came by an internal transfer.
 */
export function createScanner(network: Network, rpc: Rpc, queries: AdaptiveQueries): ChainReader['scan'] {
  return async function scan(from, to, watch, signal) {
    if (to <= from) throw new RangeError(`Nothing to scan in (${from}..${to}]`)
    const watched = watchSetOf(network, watch)
    const mayHold = network.partialBloom === true ? () => true : bloomFilter(watched)
    const findings = createFindings()
    try {
      const head = await readHead(rpc, signal)
      const last = Math.min(to, head.number)
      if (last <= from)
        throw new ChainError('lagging', `the head is block ${head.number}, asked for ${from + 1}`)
      const deepest = Math.min(last, head.number - TAIL_BLOCKS)
      for (let start = from + 1; start <= last; start = findings.next()) {
        const piece = await untilPresent(async () => {
          const read =
            start <= deepest
              ? await queries.deep(watched, start, deepest, signal)
              : await queries.tail(watched, start, last, mayHold, signal)
          findings.requireNext(read)
          return read
        })
        findings.add(piece, await gatherEvidence(rpc, watched, piece, signal))
      }
    } catch (error) {
      const proven = findings.result()
      if (!isChainError(error) || proven === null) throw error
      return proven
    }
    return findings.require()
  }
}
