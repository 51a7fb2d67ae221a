import { randomBytes } from 'node:crypto'
import { hashPassword } from '@/lib/auth/password'
import { readEnv } from '@/lib/env'
import { createApp, type App } from '@/lib/server/app'
import type { Actor } from '@/lib/services/context'
import { addPaymentMethod } from '@/lib/services/merchants/addPaymentMethod'
import { registerMerchant } from '@/lib/services/merchants/registerMerchant'
import { accounts } from './accounts'
import type { Stack } from './stack'

export type TestMerchant = {
  email: string
  password: string
  /** The merchant in test mode, as a key of theirs. */
  actor: Actor
  /** Another instance over the database of the running stack. */
  app: App
  close(): Promise<void>
}

/** The same for all of a process: hashing takes as long as it is meant to take. */
const PASSWORD = randomBytes(12).toString('base64url')
let hashed: Promise<string> | null = null

/** A merchant of one's own beside a running stack, whose owner can sign in; paid in USDT on the local chain in live mode. */
export async function testMerchant(
  stack: Pick<Stack, 'environment'>,
  businessName = 'Kiln & Bean',
): Promise<TestMerchant> {
  const app = createApp(readEnv({ ...stack.environment, LOG_LEVEL: 'silent' }))
  const email = `${randomBytes(8).toString('hex')}@kilnandbean.example`
  const merchant = await registerMerchant(app, {
    businessName,
    contactEmail: email,
    planType: 'pro',
    feeBps: 100,
    owner: {
      email,
      passwordHash: await (hashed ??= hashPassword(PASSWORD)),
      emailVerifiedAt: app.clock.now(),
    },
  })
  await addPaymentMethod(app, {
    merchantId: merchant.id,
    mode: 'live',
    network: 'local',
    token: 'USDT',
    treasury: accounts.treasury.address,
  })
  const actor: Actor = {
    merchantId: merchant.id,
    mode: 'test',
    label: 'api_key:sk_test_***k4B',
    ipAddress: null,
    userAgent: null,
    requestId: null,
  }
  return { app, actor, email, password: PASSWORD, close: () => app.pool.close() }
}
