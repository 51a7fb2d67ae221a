import type { ServiceContext } from '../context'
import { issueToken } from './accountToken'

/** A link with which a person chooses a password: once, within an hour. An earlier one ends. */
export async function passwordLink(ctx: ServiceContext, userId: string): Promise<string> {
  const token = await issueToken(ctx, userId, 'reset_password')
  return `${ctx.policy.publicUrl}/reset-password?token=${token}`
}
