import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { networkCursors, type Mode } from '@/db/schema'
import { createKeyHasher } from '@/lib/auth/keyHasher'
import type { KeyForm } from '@/lib/auth/keyForms'
import type { Grant } from '@/lib/auth/scopes'
import { createApp, type App } from '@/lib/server/app'
import type { Log, RootContext } from '@/lib/services/context'
import { issueApiKey } from '@/lib/services/apiKeys/issueApiKey'
import { addPaymentMethod } from '@/lib/services/merchants/addPaymentMethod'
import { registerMerchant } from '@/lib/services/merchants/registerMerchant'
import { accounts } from '@/scripts/local/accounts'
import { testDatabase, type TestDatabase } from './database'
import { testEnv } from './environment'

export { CRON_SECRET } from './environment'

export type TestAppOptions = {
  database?: TestDatabase
  /** Variables of the environment to change; an empty text unsets one. */
  environment?: Record<string, string>
  log?: Log
}

/** An application around services that are set up already, such as those of a world with a chain. */
export function appAround(ctx: RootContext, database: TestDatabase): App {
  const env = testEnv(database.url)
  return { ...createApp(env), ...ctx, env, pool: { ...database } }
}

/** An application whose chain is never asked: what a chain does is other tests' subject. */
export async function testApp(options: TestAppOptions = {}) {
  const database = options.database ?? (await testDatabase())
  const env = testEnv(database.url, options.environment)
  let now = new Date('2026-01-15T10:00:00Z')
  const app: App = {
    ...createApp(env),
    pool: { ...database },
    db: database.db,
    clock: { now: () => now },
    log: options.log ?? { info: () => {}, warn: () => {}, error: () => {} },
  }
  const newMerchant = () =>
    registerMerchant(app, {
      businessName: 'Acme VPN Services',
      contactEmail: `${randomUUID()}@example.com`,
      planType: 'pro',
      feeBps: 100,
      owner: null,
    })
  return {
    app,
    database,
    /** Lets the services' clock go on. */
    advance(milliseconds: number): void {
      now = new Date(now.getTime() + milliseconds)
    },
    /** A merchant with nothing but the sandbox. */
    newMerchant,
    /** A merchant that can be paid in USDT, USDC and ETH in live mode. */
    async merchant() {
      const merchant = await newMerchant()
      for (const token of ['USDT', 'USDC', 'ETH']) {
        await addPaymentMethod(app, {
          merchantId: merchant.id,
          mode: 'live',
          network: 'local',
          token,
          treasury: accounts.treasury.address,
        })
      }
      const readOnce = { verified: true, blockNumber: 0 }
      await app.db.update(networkCursors).set(readOnce).where(eq(networkCursors.network, 'local'))
      return merchant
    },
    async key(merchantId: string, form: KeyForm = 'sk_live', scopes: readonly Grant[] = []): Promise<string> {
      const mode: Mode = form.includes('test') ? 'test' : 'live'
      const input = { merchantId, mode, form, name: 'test', scopes }
      return (await issueApiKey(app, input, createKeyHasher(env.apiKeyPeppers))).key
    },
  }
}

export type TestApp = Awaited<ReturnType<typeof testApp>>
