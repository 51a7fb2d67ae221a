import { openDatabase } from '@/db/client'
import { createDispatcher } from '@/lib/services/webhooks/dispatcher'
import { createResolve } from '@/lib/webhooks/resolve'
import { createSender } from '@/lib/webhooks/sender'
import { testServices } from './services'

/** What a test tells the process that it will kill. */
export type DispatchForever = { databaseUrl: string; now: string }

// A process of its own that sends webhooks until it is killed.
process.stdin.once('data', (line: Buffer) => {
  const told = JSON.parse(line.toString('utf8')) as DispatchForever
  const { db } = openDatabase(told.databaseUrl)
  const ctx = testServices({ db, clock: { now: () => new Date(told.now) }, networks: [] })
  const sender = createSender({
    rules: ctx.policy.receivers,
    resolve: createResolve({ localNames: false }),
  })
  void createDispatcher(ctx, sender).run()
})
process.stdin.on('end', () => process.exit())
