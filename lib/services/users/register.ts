import { findUserByEmail, lockEmail } from '@/db/queries/users'
import { findMerchantByEmail } from '@/db/queries/merchants'
import { hashPassword } from '@/lib/auth/password'
import { alreadyRegisteredMail } from '@/lib/mail/messages'
import type { RootContext } from '../context'
import { postMail } from '../mail/postMail'
import { registerMerchant } from '../merchants/registerMerchant'
import { admit } from '../throttle/admit'
import { inTransaction } from '../transaction'
import type { RegisterInput } from './input'
import { mailLimits, registerLimits, type Client } from './limits'
import { postVerification } from './postVerification'

/** What a merchant who registers pays, as document 004 shows it; the operator may change it afterwards (D5). */
const FEE_BPS = 100

/**
 * Makes a merchant with its owner, and mails them a link that confirms the address. An address that has an account gets a
 * mail that says so instead; whoever asked is told the same, so that nobody learns who has one. False when the network
 * made too many.
 */
export async function register(ctx: RootContext, input: RegisterInput, client: Client): Promise<boolean> {
  if (!(await admit(ctx, registerLimits(client))).admitted) return false
  // The costly part, done either way.
  const passwordHash = await hashPassword(input.password)
  const mayMail = (await admit(ctx, mailLimits(input.email))).admitted
  await inTransaction(ctx, async (tx) => {
    await lockEmail(tx.db, input.email)
    const known =
      (await findUserByEmail(tx.db, input.email)) ?? (await findMerchantByEmail(tx.db, input.email))
    if (known) {
      if (mayMail) await postMail(tx, alreadyRegisteredMail(input.email, ctx.policy.publicUrl))
      return
    }
    const origin = { ipAddress: client.address, userAgent: client.userAgent ?? null }
    await registerMerchant(
      tx,
      {
        businessName: input.businessName,
        contactEmail: input.email,
        planType: 'basic',
        feeBps: FEE_BPS,
        owner: { email: input.email, passwordHash, emailVerifiedAt: null },
      },
      { ...origin, label: 'registration', requestId: null },
    )
    const user = await findUserByEmail(tx.db, input.email)
    if (user) await postVerification(tx, user)
  })
  return true
}
