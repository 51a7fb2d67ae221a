import { createDispatcher, type Dispatcher } from '@/lib/services/webhooks/dispatcher'
import { createResolve } from '@/lib/webhooks/resolve'
import { createSender, type Sender } from '@/lib/webhooks/sender'
import type { App } from './app'

/** What is under way when a run's time is over is waited for so long, then cut off and sent again by the next run. */
const CUT_OFF_MS = 5_000

/** Sends what is due, as the cron route does: until nothing is left or the time is over. */
export async function runDispatch(app: App, budgetMs: number): Promise<{ tried: number }> {
  const sender = openSender(app)
  const dispatcher = createDispatcher(app, sender)
  const timer = setTimeout(() => void dispatcher.stop(CUT_OFF_MS), budgetMs)
  try {
    return await dispatcher.runUntilIdle()
  } finally {
    clearTimeout(timer)
    await sender.close()
  }
}

/** Sends webhooks as soon as they are written, for as long as the process lives. */
export function startDispatcher(app: App): Pick<Dispatcher, 'stop'> {
  const sender = openSender(app)
  const dispatcher = createDispatcher(app, sender)
  app.outbox.onRing(() => dispatcher.wake())
  void dispatcher.run()
  return {
    async stop(patienceMs) {
      await dispatcher.stop(patienceMs)
      await sender.close()
    },
  }
}

/** Sends to where the operator's rules allow (W5). */
export function openSender({ policy }: Pick<App, 'policy'>): Sender {
  const rules = policy.receivers
  return createSender({ rules, resolve: createResolve({ localNames: rules.ranges.length > 0 }) })
}
