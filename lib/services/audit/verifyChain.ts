import { findChain, linesBehind, looseLines, type LinkedLine } from '@/db/queries/auditChain'
import { commitmentTo, hashOf, hasPersonalData } from '@/lib/audit/line'
import type { RootContext } from '../context'

/** A place in a chain that somebody vouches for, such as a checkpoint. */
export type KnownPlace = { position: number; hash: Uint8Array }

export type Break = {
  chain: string
  /** Where it shows first; null where a line stands outside of the chain. */
  position: number | null
  line: string | null
  problem: string
}

export type ChainReport = {
  chain: string
  /** Of the last line, as far as it was recomputed. */
  position: number
  hash: Uint8Array
  lines: number
  /** Lines whose personal data was erased. */
  erased: number
  /** Lines that have no place yet. */
  waiting: number
  broken: Break | null
}

type Verifying = {
  /** Begins behind this place. */
  from?: KnownPlace
  /** Must be there, where the chain still has them. */
  known?: readonly KnownPlace[]
  /** Where old lines were removed, one of the known places must be where the chain begins. */
  vouched?: boolean
}

const READ = 1_000

/**
 * Walks a chain from its beginning, or from a place that is known, and computes every hash anew from the rows themselves. Says where it
 * is broken first: a line that was changed, removed, put elsewhere or left out, an end that was cut off, a place that does not
 * hold what was known of it.
 */
export async function verifyChain(
  ctx: Pick<RootContext, 'db'>,
  chain: string,
  { from, known = [], vouched = false }: Verifying = {},
): Promise<ChainReport> {
  const standing = await findChain(ctx.db, chain)
  const anchor = standing && { position: standing.anchorPosition, hash: standing.anchorHash }
  const report: ChainReport = {
    chain,
    position: from?.position ?? anchor?.position ?? 0,
    hash: from?.hash ?? anchor?.hash ?? new Uint8Array(32),
    lines: 0,
    erased: 0,
    waiting: 0,
    broken: null,
  }
  const breakAt = (position: number | null, line: string | null, problem: string): ChainReport => ({
    ...report,
    broken: { chain, position, line, problem },
  })
  const places = new Map(known.map((place) => [place.position, place.hash]))
  const begun = places.get(report.position)
  if (begun && !same(begun, report.hash)) {
    return breakAt(report.position, null, 'is not what the checkpoint says')
  }
  if (vouched && !begun && report.position > 0) {
    return breakAt(
      report.position,
      null,
      'is where the chain begins, and no checkpoint given vouches for that',
    )
  }

  for (let some = READ; some === READ;) {
    const lines = await linesBehind(ctx.db, chain, report.position, READ)
    for (const linked of lines) {
      const problem = wrongWith(linked, report)
      if (problem) return breakAt(report.position + 1, linked.link.lineId, problem)
      report.position += 1
      report.hash = linked.link.hash ?? report.hash
      report.lines += 1
      if (linked.link.commitment && !linked.link.salt) report.erased += 1
      const expected = places.get(report.position)
      if (expected && !same(expected, report.hash)) {
        return breakAt(
          report.position,
          linked.link.lineId,
          'is not what the checkpoint says: the chain was rewritten',
        )
      }
    }
    some = lines.length
  }

  const last = Math.max(standing?.position ?? 0, ...places.keys())
  if (last > report.position) {
    return breakAt(report.position + 1, null, `is missing: lines up to ${last} were there`)
  }
  if (standing && (standing.position !== report.position || !same(standing.hash, report.hash))) {
    return breakAt(report.position, null, 'is behind the place where the chain says that it ends')
  }
  const loose = await looseLines(ctx.db, chain, standing?.anchoredAt ?? null)
  report.waiting = loose.waiting
  if (loose.unlinked) return breakAt(null, loose.unlinked, 'stands in the log and in no chain')
  if (loose.gone) return breakAt(null, loose.gone, 'was removed while it waited for its place')
  return report
}

/** What is wrong with the next line, in words; null when its hash is right. */
function wrongWith({ link, line }: LinkedLine, before: ChainReport): string | null {
  const position = before.position + 1
  if (link.position !== position) return `is at ${link.position}: the line at ${position} was removed`
  if (!line) return 'was removed from the log'
  const { salt, commitment, hash } = link
  if (hasPersonalData(line) && !salt) return 'holds personal data that was not in it'
  if (salt && !same(commitmentTo(line, salt), commitment)) return 'holds other personal data than it did'
  const computed = hashOf(line, { position, before: before.hash, commitment })
  return same(computed, hash) ? null : 'was changed, or what stands before it'
}

function same(one: Uint8Array | null, other: Uint8Array | null): boolean {
  return one !== null && other !== null && Buffer.from(one).equals(Buffer.from(other))
}
