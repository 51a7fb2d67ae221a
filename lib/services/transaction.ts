import type { ServiceContext } from './context'

/**
 * Runs `work` in one transaction: the caller's when there is one (as a savepoint), else a new one, after whose commit those
 * who follow live are told what it touched (Q5).
 */
export async function inTransaction<Context extends ServiceContext, Result>(
  ctx: Context,
  work: (ctx: ServiceContext) => Promise<Result>,
): Promise<Result> {
  if (ctx.touched) return ctx.db.transaction((tx) => work({ ...ctx, db: tx }))
  const touched = new Set<string>()
  const result = await ctx.db.transaction((tx) => work({ ...ctx, db: tx, touched }))
  if (touched.size > 0) await ctx.announce(touched)
  return result
}
