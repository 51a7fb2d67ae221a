import type { App } from '@/lib/server/app'
import { step } from '@/lib/tracing/step'

/** A job as it is scheduled, with each run of it timed and traced under its name. */
export function watched(
  { metrics }: Pick<App, 'metrics'>,
  job: string,
  work: () => Promise<unknown>,
): () => Promise<unknown> {
  return async () => {
    const started = performance.now()
    let outcome = 'failed'
    try {
      const result = await step({ name: `job ${job}` }, work)
      outcome = 'done'
      return result
    } finally {
      metrics.runs.observe({ job, outcome }, (performance.now() - started) / 1000)
    }
  }
}
