import { ChainError } from '../errors'
import type { Header } from './blocks'
import type { NativeMatch } from './native'
import type { Match } from './watchSet'

/** A stretch of blocks whose last one was proven present by the backend that gave the logs. */
export type Piece = {
  /** Ascending; the first is that of the stretch's first block, the last that of its last. */
  headers: readonly [Header, ...Header[]]
  matches: readonly Match[]
  native: readonly NativeMatch[]
}

export function lastOf(piece: Piece): Header {
  return piece.headers.at(-1) ?? piece.headers[0]
}

/** Headers that follow each other, up to the first that is missing or does not name the one before as its parent. */
export function linked(headers: readonly (Header | null)[]): Header[] {
  const chain: Header[] = []
  for (const header of headers) {
    const before = chain.at(-1)
    if (header === null || (before !== undefined && header.parentHash !== before.hash)) break
    chain.push(header)
  }
  return chain
}

/** All headers, or `lagging`: nodes that disagree, or a reorganisation under way. */
export function requireLinked(headers: readonly Header[]): [Header, ...Header[]] {
  const [first, ...rest] = linked(headers)
  if (first === undefined || rest.length + 1 < headers.length) {
    throw new ChainError('lagging', 'blocks do not follow each other')
  }
  return [first, ...rest]
}

/** Throws `lagging` when the node changed its mind about a block while it was read. */
export function requireSame(a: Header, b: Header): void {
  if (a.hash !== b.hash) throw new ChainError('lagging', `block ${a.number} changed while it was read`)
}
