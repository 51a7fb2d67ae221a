import { DomainError } from '@/lib/domain/errors'
import { receiverUrlProblem } from '@/lib/webhooks/receiverUrl'
import type { ServiceContext } from '../context'

/** Throws VALIDATION_FAILED for a URL that cannot be told (W5). */
export function assertReceiver(ctx: Pick<ServiceContext, 'policy'>, url: string): void {
  const problem = receiverUrlProblem(ctx.policy.receivers, url)
  if (problem) throw new DomainError('VALIDATION_FAILED', `url: ${problem}`, { field: 'url' })
}
