import { lockChain, pruneChain, updateChain } from '@/db/queries/auditChain'
import type { Checkpoint } from '@/lib/audit/checkpoint'
import { ZERO_HASH } from '@/lib/audit/line'
import type { RootContext } from '../context'
import { OPERATOR, recordAudit } from './recordAudit'

/** How long the log is kept. */
export const KEPT_YEARS = 2

export type Pruned = { chain: string; through: number; lines: number }

/**
 * Removes what a checkpoint covers that is two years old: everything up to its places is older than that. Each chain begins at its
 * place of the checkpoint from then on, which vouches for it; an invoice's events stay, as its history. Throws for a checkpoint that
 * is younger, and for a chain that does not have at that place what it says.
 */
export async function pruneLog(ctx: RootContext, checkpoint: Checkpoint): Promise<Pruned[]> {
  const signedAt = new Date(checkpoint.created_at)
  const keptSince = new Date(ctx.clock.now())
  keptSince.setUTCFullYear(keptSince.getUTCFullYear() - KEPT_YEARS)
  if (signedAt > keptSince) {
    throw new Error(`the checkpoint is younger than ${KEPT_YEARS} years: lines before it are still kept`)
  }
  const pruned: Pruned[] = []
  for (const { chain, position, hash } of checkpoint.chains) {
    await ctx.db.transaction(async (db) => {
      const standing = await lockChain(db, chain, ZERO_HASH, 'wait')
      if (!standing || standing.anchorPosition >= position) return
      const anchor = Buffer.from(hash, 'hex')
      const lines = await pruneChain(db, chain, position, anchor)
      if (lines === null)
        throw new Error(`${chain}: ${position} is not what the checkpoint says; verify the log`)
      await updateChain(db, chain, { anchorPosition: position, anchorHash: anchor, anchoredAt: signedAt })
      const author = { ...OPERATOR, merchantId: chain === 'instance' ? null : chain, mode: null }
      const changes = { through: position, lines }
      await recordAudit({ ...ctx, db }, author, { action: 'audit.pruned', subject: null, changes })
      pruned.push({ chain, through: position, lines })
    })
  }
  return pruned
}
