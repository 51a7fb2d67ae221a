import path from 'node:path'
import { parseArgs } from 'node:util'
import { findUserByEmail } from '@/db/queries/users'
import { normalEmail } from '@/lib/auth/email'
import { createKeyHasher } from '@/lib/auth/keyHasher'
import { NO_PASSWORD } from '@/lib/auth/password'
import { createApp } from '@/lib/server/app'
import { readEnv } from '@/lib/env'
import { issueApiKey } from '@/lib/services/apiKeys/issueApiKey'
import { addPaymentMethod } from '@/lib/services/merchants/addPaymentMethod'
import { recoveryFile } from '@/lib/services/merchants/recoveryFile'
import { registerMerchant } from '@/lib/services/merchants/registerMerchant'
import { passwordLink } from '@/lib/services/users/passwordLink'
import { writePrivateJson } from '@/scripts/local/secrets'

const USAGE = `npm run merchant:create -- --name NAME --email EMAIL --network ID --treasury ADDRESS --confirm LAST6 --token SYMBOL [--token ...]

Makes a merchant on this instance (its environment names the database), with an owner who signs in by the e-mail address,
payment methods, a first API key (printed once) and a recovery file.

  --network   an open network, such as base; its mode decides whether the key is live or test
  --treasury  the address that receives the money
  --confirm   the treasury's last six characters
  --token     what can be paid, such as USDC; may be given several times, the default first
  --fee-bps   the platform's fee in basis points, 0-500 (100)
  --out       where the recovery file goes (recovery-<merchant>.json)`

const { values } = parseArgs({
  options: {
    name: { type: 'string' },
    email: { type: 'string' },
    network: { type: 'string' },
    treasury: { type: 'string' },
    confirm: { type: 'string' },
    token: { type: 'string', multiple: true },
    'fee-bps': { type: 'string', default: '100' },
    out: { type: 'string' },
  },
})

async function main(): Promise<void> {
  const { name, email, network: networkId, treasury, token: tokens, confirm } = values
  const feeBps = Number.parseInt(values['fee-bps'], 10)
  if (!name || !email || !networkId || !treasury || !tokens) throw new Error(USAGE)
  if (!(feeBps >= 0 && feeBps <= 500)) throw new Error('--fee-bps is 0 to 500')
  if (confirm?.toLowerCase() !== treasury.slice(-6).toLowerCase()) {
    throw new Error(
      '--confirm must be the last six characters of --treasury: money sent there cannot be called back',
    )
  }
  const app = createApp(readEnv())
  try {
    const network = app.networks.get(networkId)
    if (!network) throw new Error(`${networkId} is not open: NETWORKS names the open ones`)
    const result = await app.db.transaction(async (db) => {
      const ctx = { ...app, db }
      const merchant = await registerMerchant(ctx, {
        businessName: name,
        contactEmail: email,
        planType: 'basic',
        feeBps,
        defaultCryptoCurrency: tokens[0],
        owner: { email, passwordHash: NO_PASSWORD, emailVerifiedAt: null },
      })
      const { mode } = network
      for (const token of new Set(tokens)) {
        await addPaymentMethod(ctx, { merchantId: merchant.id, mode, network: networkId, token, treasury })
      }
      const form = mode === 'live' ? 'sk_live' : 'sk_test'
      const hasher = createKeyHasher(app.env.apiKeyPeppers)
      const issued = await issueApiKey(
        ctx,
        { merchantId: merchant.id, mode, form, name: 'First key', scopes: [] },
        hasher,
      )
      const owner = await findUserByEmail(db, normalEmail(email))
      const link = owner && (await passwordLink(ctx, owner.id))
      return { merchant, link, key: issued.key, recovery: await recoveryFile(ctx, merchant.id) }
    })
    const out = path.resolve(values.out ?? `recovery-${result.merchant.id}.json`)
    await writePrivateJson(out, result.recovery)
    console.log(`merchant       ${result.merchant.id}`)
    console.log(`API key        ${result.key}   (shown once)`)
    console.log(`owner          ${email}   chooses a password at ${result.link} (once, within an hour)`)
    console.log(`recovery file  ${out}   (keep it apart from this server)`)
  } finally {
    await app.pool.close()
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
