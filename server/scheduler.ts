import { describeError } from '@/lib/describeError'
import type { Log } from '@/lib/services/context'

export type Scheduler = { stop(): Promise<void> }

/** Several works, none of which waits for another. */
export function startSchedulers(
  works: readonly (() => Promise<unknown>)[],
  pauseMs: number,
  log: Log,
): Scheduler {
  const all = works.map((work) => startScheduler(work, pauseMs, log))
  return {
    async stop() {
      await Promise.all(all.map((scheduler) => scheduler.stop()))
    },
  }
}

/** Does the work again and again with a pause in between; never twice at once, and never stops for an error. */
export function startScheduler(work: () => Promise<unknown>, pauseMs: number, log: Log): Scheduler {
  let timer: NodeJS.Timeout | null = null
  let stopped = false
  let running: Promise<void> = Promise.resolve()

  const turn = async () => {
    try {
      await work()
    } catch (error) {
      log.error({ error: describeError(error) }, 'a scheduled run failed')
    }
    if (!stopped) timer = setTimeout(begin, pauseMs)
  }
  function begin() {
    running = turn()
  }
  begin()
  return {
    stop() {
      stopped = true
      if (timer) clearTimeout(timer)
      return running
    },
  }
}
