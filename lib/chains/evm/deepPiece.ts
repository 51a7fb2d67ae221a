import { blockCall, requireHeader, type Header } from './blocks'
import { fields } from './decode'
import { QUERIES_PER_REQUEST, filtersFor, inRange, type FilterLimits } from './filters'
import { answeredLogs } from './logs'
import type { ScanMode } from './mode'
import { nativeMatches } from './native'
import { requireLinked, requireSame, type Piece } from './piece'
import type { Rpc, RpcCall } from './rpc'
import type { Match, WatchSet } from './watchSet'

/** Whole blocks in one request; a busy one has 300 kB. */
const WHOLE_BLOCKS_PER_REQUEST = 10

/** Whole blocks in one piece, when native coin is watched. */
export const MAX_WHOLE_BLOCKS = 50

export type DeepQuery = FilterLimits & { start: number; end: number; mode: ScanMode }

/**
 * Reads blocks some way behind the head by range. A node that lags answers `[]` for blocks it has not got, so every request
 * that asks for logs also asks for the last block's header, before and after, and one node answers it whole (S2).
 * `seen` counts all logs that came, for the measure of density.
 */
export async function readDeepPiece(
  rpc: Rpc,
  watched: WatchSet,
  query: DeepQuery,
  signal: AbortSignal,
): Promise<Piece & { seen: number }> {
  const { start, end } = query
  const filters = filtersFor(watched, query.mode, query)
  const matches: Match[] = []
  let ends: { first: Header; last: Header } | null = null
  let seen = 0
  for (let at = 0; at === 0 || at < filters.length; at += QUERIES_PER_REQUEST) {
    const queries = filters.slice(at, at + QUERIES_PER_REQUEST).map((filter) => inRange(filter, start, end))
    const calls = [blockCall(start), blockCall(end), ...queries, blockCall(end)]
    const answers = await rpc.together(calls, signal)
    const first = requireHeader(answers[0], start)
    const last = requireHeader(answers[1], end)
    requireSame(last, requireHeader(answers.at(-1), end))
    if (ends !== null) requireSame(ends.last, last)
    ends = { first, last }
    for (const answer of answers.slice(2, -1)) {
      const logs = answeredLogs(answer, rpc.limits.maxLogs)
      seen += logs.length
      for (const log of logs) {
        const match = watched.match(fields(log, 'a log'))
        if (match !== null) matches.push(match)
      }
    }
  }
  if (ends === null) throw new RangeError('There is always a question: that for the last block')
  const { first, last } = ends
  if (!watched.wholeBlocks) {
    return { headers: start === end ? [last] : [first, last], matches, native: [], seen }
  }
  const [head, ...rest] = await readWholeBlocks(rpc, start, end, signal)
  requireSame(last, rest.at(-1) ?? head)
  const native = [head, ...rest].flatMap((block) => nativeMatches(block, watched))
  return { headers: [head, ...rest], matches, native, seen }
}

/** Every block of the stretch with its transactions; throws `lagging` unless each names the one before as its parent. */
async function readWholeBlocks(
  rpc: Rpc,
  start: number,
  end: number,
  signal: AbortSignal,
): Promise<[Header, ...Header[]]> {
  const calls: RpcCall[] = []
  for (let number = start; number <= end; number += 1) calls.push(blockCall(number, true))
  const answers = await rpc.inBatches(calls, signal, WHOLE_BLOCKS_PER_REQUEST)
  return requireLinked(answers.map((answer, index) => requireHeader(answer, start + index)))
}
