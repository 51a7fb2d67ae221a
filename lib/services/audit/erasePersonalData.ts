import { eraseLines, type ErasedLines } from '@/db/queries/auditErase'
import { everyChain, lockChain } from '@/db/queries/auditChain'
import { ZERO_HASH } from '@/lib/audit/line'
import type { RootContext } from '../context'
import { OPERATOR, recordAudit } from './recordAudit'

/**
 * L7: removes addresses, user agents and changes of personal data from lines of the log, with the salts of what the chains committed to
 * of them. The chains verify as before; nobody can tell any more what it was. Names no line twice: what is erased stays so. Gives
 * the number of lines, and leaves a line itself in every log that it touched.
 */
export async function erasePersonalData(ctx: RootContext, which: ErasedLines): Promise<number> {
  let erased = 0
  for (const chain of await everyChain(ctx.db)) {
    if (which.chain !== null && which.chain !== chain) continue
    erased += await ctx.db.transaction(async (db) => {
      // A line that is being folded in must not be committed to with what is removed at this moment.
      await lockChain(db, chain, ZERO_HASH, 'wait')
      const lines = await eraseLines(db, chain, which)
      if (lines === 0) return 0
      const merchantId = chain === 'instance' ? null : chain
      const changes = { lines, actor: which.actor, before: which.before?.toISOString() ?? null }
      const author = { ...OPERATOR, merchantId, mode: null }
      await recordAudit({ ...ctx, db }, author, {
        action: 'audit.personal_data_erased',
        subject: null,
        changes,
      })
      return lines
    })
  }
  return erased
}
