import type { ServiceContext } from './context'

/** Runs `work` in one transaction: the caller's when there is one (as a savepoint), else a new one. */
export async function inTransaction<Context extends ServiceContext, Result>(
  ctx: Context,
  work: (ctx: ServiceContext) => Promise<Result>,
): Promise<Result> {
  return ctx.db.transaction((tx) => work({ ...ctx, db: tx }))
}
