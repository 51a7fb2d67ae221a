import type { Metrics } from '@/lib/metrics/metrics'

/** Methods that are counted by their name; a caller can make up others without end. */
const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])

/** Counts an answer; `started` is a moment of `performance.now()`. */
export function countAnswer(
  { requests, latency }: Metrics,
  answer: { method: string; route: string; status: number; started: number },
): void {
  const method = METHODS.has(answer.method) ? answer.method : 'other'
  const { route } = answer
  requests.inc({ method, route, status: `${answer.status}` })
  latency.observe({ method, route }, (performance.now() - answer.started) / 1000)
}
