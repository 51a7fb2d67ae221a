import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { KEY_FORMS } from '@/lib/auth/keyForms'
import { createKeyHasher } from '@/lib/auth/keyHasher'
import { hashPassword } from '@/lib/auth/password'
import { issueApiKey } from '@/lib/services/apiKeys/issueApiKey'
import { addPaymentMethod } from '@/lib/services/merchants/addPaymentMethod'
import { recoveryFile } from '@/lib/services/merchants/recoveryFile'
import { registerMerchant } from '@/lib/services/merchants/registerMerchant'
import { appointOperator } from '@/lib/services/users/appointOperator'
import { createApp, type App } from '@/lib/server/app'
import { readEnv } from '@/lib/env'
import type { ApiKeys, DemoDescription } from '@/scripts/demo/description'
import { accounts } from './accounts'
import { readJson, writePrivateJson } from './secrets'

export type Account = Pick<DemoDescription, 'merchant' | 'apiKeys' | 'webhookSecret' | 'recoveryFile'>

const NETWORK = 'local'
const SYMBOLS = ['USDC', 'USDT', 'ETH']

/**
 * The merchant of a data folder: the one of the last run, whose keys are kept beside the data because a server shows
 * them only once, or a new one with every key form, a treasury and its recovery file.
 */
export async function seedAccount(options: {
  folder: string
  environment: Record<string, string>
}): Promise<Account> {
  const file = path.join(options.folder, 'account.json')
  // Written by this function and removed whenever the database is emptied.
  const kept = (await readJson(file)) as Account | null
  if (kept) return kept

  const app = createApp(readEnv(options.environment))
  try {
    const account = await makeAccount(app, path.join(options.folder, 'recovery.json'))
    await writePrivateJson(file, account)
    return account
  } finally {
    await app.pool.close()
  }
}

async function makeAccount(app: App, recoveryPath: string): Promise<Account> {
  const email = 'merchant@example.com'
  const password = randomBytes(12).toString('base64url')
  const merchant = await registerMerchant(app, {
    businessName: 'Example Shop',
    contactEmail: email,
    planType: 'enterprise',
    feeBps: 100,
    owner: { email, passwordHash: await hashPassword(password), emailVerifiedAt: app.clock.now() },
  })
  // Who tries this runs it too.
  await appointOperator(app, { email, businessName: 'Example Shop' })
  for (const token of SYMBOLS) {
    await addPaymentMethod(app, {
      merchantId: merchant.id,
      mode: 'live',
      network: NETWORK,
      token,
      treasury: accounts.treasury.address,
      rails: ['forwarder', 'hub'],
    })
  }
  await writePrivateJson(recoveryPath, await recoveryFile(app, merchant.id))
  return {
    merchant: { id: merchant.id, email, password },
    apiKeys: await issueKeys(app, merchant.id),
    webhookSecret: app.secrets.open(merchant.webhookSecret, 'merchants.webhook_secret', merchant.id),
    recoveryFile: recoveryPath,
  }
}

/** A key of every form that a customer of the API may use, with all that its form can hold. */
async function issueKeys(app: App, merchantId: string): Promise<ApiKeys> {
  const hasher = createKeyHasher(app.env.apiKeyPeppers)
  const issue = async (form: keyof ApiKeys) => {
    const { mode } = KEY_FORMS[form]
    return (await issueApiKey(app, { merchantId, mode, form, name: `Demo ${form}`, scopes: [] }, hasher)).key
  }
  return {
    sk_live: await issue('sk_live'),
    sk_test: await issue('sk_test'),
    ck_live: await issue('ck_live'),
    ck_test: await issue('ck_test'),
    fc_live: await issue('fc_live'),
  }
}
