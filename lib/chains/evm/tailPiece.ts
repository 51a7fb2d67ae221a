import { ChainError } from '../errors'
import { blockCall, parseHeader, requireHeader } from './blocks'
import { fields } from './decode'
import { QUERIES_PER_REQUEST, filtersFor, inBlock, type FilterLimits } from './filters'
import { answeredLogs } from './logs'
import type { ScanMode } from './mode'
import { nativeMatches } from './native'
import { linked, type Piece } from './piece'
import type { Rpc } from './rpc'
import type { Match, WatchSet } from './watchSet'

/** Blocks this near to the head are read one by one: there nodes of one provider differ. */
export const TAIL_BLOCKS = 8

export type TailQuery = FilterLimits & {
  start: number
  end: number
  mode: ScanMode
  /** False where a header's bloom excludes every watched log. */
  mayHold: (bloom: string | null) => boolean
}

/**
 * Reads the blocks at the head. First all headers, up to the first that is missing or does not link; then, of those whose bloom
 * excludes nothing, the logs by block hash: a node that has not the block answers with an error instead of `[]` (S2).
 */
export async function readTailPiece(
  rpc: Rpc,
  watched: WatchSet,
  query: TailQuery,
  signal: AbortSignal,
): Promise<Piece> {
  const numbers = Array.from({ length: query.end - query.start + 1 }, (_, index) => query.start + index)
  const answers = await rpc.together(
    numbers.map((number) => blockCall(number, watched.wholeBlocks)),
    signal,
  )
  const [first, ...rest] = linked(
    answers.map((answer, index) =>
      parseHeader(answer) === null ? null : requireHeader(answer, query.start + index),
    ),
  )
  if (first === undefined) throw new ChainError('lagging', `block ${query.start} is not there`)
  const headers = [first, ...rest] as const

  const filters = filtersFor(watched, query.mode, query)
  const asked = headers.filter((header) => query.mayHold(header.logsBloom))
  const calls = asked.flatMap((header) => filters.map((filter) => inBlock(filter, header.hash)))
  const matches: Match[] = []
  for (const answer of await rpc.inBatches(calls, signal, QUERIES_PER_REQUEST)) {
    for (const log of answeredLogs(answer, rpc.limits.maxLogs)) {
      const match = watched.match(fields(log, 'a log'))
      if (match !== null) matches.push(match)
    }
  }
  const native = watched.wholeBlocks ? headers.flatMap((block) => nativeMatches(block, watched)) : []
  return { headers: [...headers], matches, native }
}
