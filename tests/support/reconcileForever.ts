import { openDatabase } from '@/db/client'
import { reconcileAll } from '@/lib/services/reconcile/reconcileAll'
import { testServices } from './services'

/** What a test tells the process that it will kill. */
export type ReconcileForever = { databaseUrl: string; rpcUrl: string; now: string }

// A process of its own that reconciles until it is killed. Begins with the line it reads, so that it can be started early.
process.stdin.once('data', (line: Buffer) => {
  const told = JSON.parse(line.toString('utf8')) as ReconcileForever
  void reconcileForever(told)
})
process.stdin.on('end', () => process.exit())

async function reconcileForever({ databaseUrl, rpcUrl, now }: ReconcileForever): Promise<void> {
  const ctx = testServices({
    db: openDatabase(databaseUrl).db,
    clock: { now: () => new Date(now) },
    networks: [{ id: 'local', rpcUrls: [rpcUrl] }],
  })
  for (;;) await reconcileAll(ctx, { budgetMs: 20_000 })
}
