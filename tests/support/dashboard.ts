import type { Page } from '@playwright/test'
import { findUserByEmail } from '@/db/queries/users'
import { sealSession, sessionCookie, tokenOf } from '@/lib/auth/sessionToken'
import { createInvoice } from '@/lib/services/invoices/createInvoice'
import { playTest } from '@/lib/services/testmode/playTest'
import type { Step } from '@/lib/services/testmode/steps'
import type { TestMerchant } from '@/scripts/local/testMerchant'

/** The owner with the session that signing in would give them, on the page asked for; account.spec.ts signs in by the form. */
export async function signIn(page: Page, person: TestMerchant, to = '/dashboard'): Promise<void> {
  const { db, env, clock } = person.app
  const user = await findUserByEmail(db, person.email)
  if (!user) throw new Error('The merchant has no owner.')
  const claims = { userId: user.id, version: user.sessionVersion, signedInAt: clock.now() }
  const value = await sealSession(tokenOf(claims), env.authKeys)
  const { name } = sessionCookie(env.publicUrl)
  await page.context().addCookies([{ name, value, url: env.publicUrl, httpOnly: true, sameSite: 'Lax' }])
  await page.goto(to)
}

/** A test invoice over $16.49, final after 12 blocks, to which the steps have happened. */
export async function sell(
  { app, actor }: TestMerchant,
  steps: readonly Step[] = [],
  title = 'Ceramic pour-over set',
): Promise<string> {
  const { invoice } = await createInvoice(app, actor, {
    title,
    description: null,
    items: [{ name: 'Ceramic pour-over set', description: null, quantity: '1', unitPriceMinor: '1649' }],
    taxMinor: 0n,
    currency: 'USD',
    cryptoCurrency: 'USDT',
    priceLockSeconds: null,
    expiresInSeconds: null,
    tolerance: {},
    confirmationsOverride: 12,
    webhookUrl: null,
    returnUrl: null,
    cancelUrl: null,
    metadata: { order_id: 'A-10480' },
  })
  if (steps.length > 0) await playTest(app, actor, invoice.id, steps)
  return invoice.id
}
