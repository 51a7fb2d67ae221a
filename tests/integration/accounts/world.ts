import { afterAll } from 'vitest'
import { findUserByEmail } from '@/db/queries/users'
import { hashPassword } from '@/lib/auth/password'
import type { SessionClaims } from '@/lib/auth/sessionToken'
import { smtpMailer } from '@/lib/mail/smtp'
import { deliverMails } from '@/lib/services/mail/deliverMails'
import { registerMerchant } from '@/lib/services/merchants/registerMerchant'
import { inTransaction } from '@/lib/services/transaction'
import { postVerification } from '@/lib/services/users/postVerification'
import { signIn } from '@/lib/services/users/signIn'
import { testApp } from '@/tests/support/app'
import { linkIn, startMailbox } from '@/tests/support/mailbox'

export const PASSWORD = 'correct horse battery'
export const HOME = { address: '198.51.100.7', device: null }

/** The services of accounts on a database of their own, with an SMTP server that keeps what it gets. */
export async function accountsWorld() {
  const mailbox = await startMailbox()
  afterAll(() => mailbox.stop())
  const world = await testApp({ environment: { RATE_LIMIT_SCALE: '1' } })
  const mailer = smtpMailer({ url: mailbox.url, from: 'Checkout <no-reply@checkout.example>' })
  const passwordHash = await hashPassword(PASSWORD)
  let people = 0
  return {
    ...world,
    mailbox,
    deliver: () => deliverMails(world.app, mailer),
    /** The token in the newest mail to somebody that links to a page. */
    async token(email: string, page: string): Promise<string> {
      await deliverMails(world.app, mailer)
      const mail = mailbox.received.findLast(
        ({ to, text }) => to.includes(email) && text.includes(`/${page}`),
      )
      return linkIn(mail?.text ?? '', page).searchParams.get('token') ?? ''
    },
    /** A new person with a merchant, as registering makes them; all have one password, which was hashed once. */
    async person(): Promise<string> {
      people += 1
      const email = `person${people}@example.com`
      await inTransaction(world.app, async (tx) => {
        await registerMerchant(tx, {
          businessName: `Shop ${people}`,
          contactEmail: email,
          planType: 'basic',
          feeBps: 100,
          owner: { email, passwordHash, emailVerifiedAt: null },
        })
        const user = await findUserByEmail(tx.db, email)
        if (user) await postVerification(tx, user)
      })
      return email
    },
    /** What a session begins with, without the password. */
    async claims(email: string): Promise<SessionClaims> {
      const user = await findUserByEmail(world.app.db, email)
      if (!user) throw new Error(`nobody is ${email}`)
      return { userId: user.id, version: user.sessionVersion, signedInAt: world.app.clock.now() }
    },
    attempt: (email: string, password = PASSWORD, client: Parameters<typeof signIn>[2] = HOME) =>
      signIn(world.app, { email, password }, client),
  }
}
