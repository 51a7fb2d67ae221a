import { findUserByEmail, makeOperator } from '@/db/queries/users'
import { normalEmail } from '@/lib/auth/email'
import { NO_PASSWORD } from '@/lib/auth/password'
import { OPERATOR, recordAudit } from '../audit/recordAudit'
import type { RootContext } from '../context'
import { registerMerchant } from '../merchants/registerMerchant'
import { inTransaction } from '../transaction'
import { passwordLink } from './passwordLink'

/**
 * Lets a person run this instance (L2): one who is there already, or a new one with a merchant of their own and a link with
 * which they choose their password. For a command on the server alone: no page and no endpoint reaches it (ADR 0017).
 */
export async function appointOperator(
  ctx: RootContext,
  input: { email: string; businessName: string },
): Promise<{ userId: string; link: string | null }> {
  const email = normalEmail(input.email)
  return inTransaction(ctx, async (tx) => {
    const known = await findUserByEmail(tx.db, email)
    if (!known) {
      await registerMerchant(tx, {
        businessName: input.businessName,
        contactEmail: email,
        planType: 'enterprise',
        feeBps: 0,
        owner: { email, passwordHash: NO_PASSWORD, emailVerifiedAt: null },
      })
    }
    const user = known ?? (await findUserByEmail(tx.db, email))
    if (!user) throw new Error('the person vanished')
    await makeOperator(tx.db, user.id)
    const instance = { ...OPERATOR, merchantId: null, mode: null }
    await recordAudit(tx, instance, { action: 'operator.appointed', subject: user.id })
    return { userId: user.id, link: known ? null : await passwordLink(tx, user.id) }
  })
}
