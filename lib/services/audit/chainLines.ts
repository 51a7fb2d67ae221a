import {
  lockChain,
  placeLinks,
  updateChain,
  waitingChains,
  waitingLines,
  type LinkRow,
} from '@/db/queries/auditChain'
import { commitmentTo, hashOf, newSalt, ZERO_HASH } from '@/lib/audit/line'
import type { RootContext } from '../context'

/** Lines that one transaction folds in. */
const FOLDED = 500
const CHAINS = 100

/**
 * Folds lines that were committed into their chains, each at the next position. A line waits under its own link until then, so that
 * one that commits late is taken later and never skipped (Q6); who makes lines waits for nobody (Q5). Two processes at once take
 * different chains. Goes on until nothing waits or the time is over; gives the number of lines folded in.
 */
export async function chainLines(ctx: RootContext, { until }: { until: Date }): Promise<number> {
  let folded = 0
  let after = ''
  for (;;) {
    const chains = await waitingChains(ctx.db, after, CHAINS)
    for (const chain of chains) {
      for (let some = FOLDED; some === FOLDED && ctx.clock.now() < until; folded += some) {
        some = await foldSome(ctx, chain)
      }
    }
    after = chains.at(-1) ?? ''
    if (chains.length < CHAINS || ctx.clock.now() >= until) return folded
  }
}

/** The next lines of one chain; none while another process is at it. */
async function foldSome(ctx: RootContext, chain: string): Promise<number> {
  return ctx.db.transaction(async (db) => {
    const standing = await lockChain(db, chain, ZERO_HASH)
    if (!standing) return 0
    let { position, hash } = standing
    const placed: LinkRow[] = []
    for (const { link, line } of await waitingLines(db, chain, FOLDED)) {
      if (!line) continue
      position += 1
      const salt = newSalt(line)
      const commitment = salt && commitmentTo(line, salt)
      hash = hashOf(line, { position, before: hash, commitment })
      placed.push({ ...link, position, salt, commitment, hash })
    }
    if (placed.length === 0) return 0
    await placeLinks(db, placed)
    await updateChain(db, chain, { position, hash })
    return placed.length
  })
}
