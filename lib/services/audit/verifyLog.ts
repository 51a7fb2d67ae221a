import { everyChain } from '@/db/queries/auditChain'
import type { Checkpoint } from '@/lib/audit/checkpoint'
import type { RootContext } from '../context'
import { verifyChain, type ChainReport, type KnownPlace } from './verifyChain'

/**
 * Verifies the chains of every merchant and of the instance, or of one alone, each against what the checkpoints know of it: what the
 * rows alone cannot show, an end that was cut off together with everything that told of it, or a chain that was computed anew, differs
 * from those. `quick` begins each chain at its last known place.
 */
export async function verifyLog(
  ctx: Pick<RootContext, 'db'>,
  {
    checkpoints,
    chain,
    quick = false,
  }: { checkpoints: readonly Checkpoint[]; chain?: string; quick?: boolean },
): Promise<ChainReport[]> {
  const known = placesIn(checkpoints)
  const chains = chain ? [chain] : [...new Set([...(await everyChain(ctx.db)), ...known.keys()])].toSorted()
  const reports: ChainReport[] = []
  for (const one of chains) {
    const places = known.get(one) ?? []
    const from = quick ? places.toSorted((a, b) => b.position - a.position)[0] : undefined
    reports.push(await verifyChain(ctx, one, { from, known: places, vouched: checkpoints.length > 0 }))
  }
  return reports
}

function placesIn(checkpoints: readonly Checkpoint[]): Map<string, KnownPlace[]> {
  const known = new Map<string, KnownPlace[]>()
  for (const { chain, position, hash } of checkpoints.flatMap(({ chains }) => chains)) {
    known.set(chain, [...(known.get(chain) ?? []), { position, hash: Buffer.from(hash, 'hex') }])
  }
  return known
}

/** Where chains stand that were verified, to be signed and kept elsewhere; those without a line are left out. */
export function checkpointOf(reports: readonly ChainReport[], instance: string, now: Date): Checkpoint {
  return {
    version: 1,
    instance,
    created_at: now.toISOString(),
    chains: reports
      .filter(({ position }) => position > 0)
      .map(({ chain, position, hash }) => ({ chain, position, hash: Buffer.from(hash).toString('hex') })),
  }
}
