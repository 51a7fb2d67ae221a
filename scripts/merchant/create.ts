import path from 'node:path'
import { parseArgs } from 'node:util'
import { findUserByEmail } from '@/db/queries/users'
import { normalEmail } from '@/lib/auth/email'
import { NO_PASSWORD } from '@/lib/auth/password'
import { createKeyHasher } from '@/lib/auth/keyHasher'
import type { Mode } from '@/db/schema'
import { createApp, type App } from '@/lib/server/app'
import type { ServiceContext } from '@/lib/services/context'
import { readEnv } from '@/lib/env'
import { issueApiKey } from '@/lib/services/apiKeys/issueApiKey'
import { addPaymentMethod } from '@/lib/services/merchants/addPaymentMethod'
import { recoveryFile } from '@/lib/services/merchants/recoveryFile'
import { registerMerchant } from '@/lib/services/merchants/registerMerchant'
import { passwordLink } from '@/lib/services/users/passwordLink'
import { writePrivateJson } from '@/scripts/local/secrets'

const USAGE = `npm run merchant:create -- --name NAME --email EMAIL [--network ID --treasury ADDRESS --confirm LAST6 --token SYMBOL [--token ...]]

Makes a merchant on this instance (its environment names the database), with an owner who signs in by the e-mail address, the
sandbox and a test key, and, where a network is named, payment methods on it, its API key and a recovery file. Keys are printed once.

  --network   an open network, such as base; a live one gives a live key too, and on a test network test invoices are paid there
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

type Methods = { networkId: string; treasury: string; tokens: string[] }

/** What the options say about being paid on a chain; null for a merchant that only tries things out. */
function methodsAsked(): Methods | null {
  const { network: networkId, treasury, token: tokens, confirm } = values
  if (!networkId && !treasury && !tokens && !confirm) return null
  if (!networkId || !treasury || !tokens) throw new Error(USAGE)
  if (confirm?.toLowerCase() !== treasury.slice(-6).toLowerCase()) {
    throw new Error(
      '--confirm must be the last six characters of --treasury: money sent there cannot be called back',
    )
  }
  return { networkId, treasury, tokens }
}

async function main(): Promise<void> {
  const { name, email } = values
  const feeBps = Number.parseInt(values['fee-bps'], 10)
  if (!name || !email) throw new Error(USAGE)
  if (!(feeBps >= 0 && feeBps <= 500)) throw new Error('--fee-bps is 0 to 500')
  const methods = methodsAsked()
  const app = createApp(readEnv())
  try {
    const made = await app.db.transaction((db) => make({ ...app, db }, { name, email, feeBps, methods }))
    console.log(`merchant       ${made.merchantId}`)
    for (const key of made.keys) console.log(`API key        ${key}   (shown once)`)
    console.log(`owner          ${email}   chooses a password at ${made.link} (once, within an hour)`)
    if (!made.recovery) return
    const out = path.resolve(values.out ?? `recovery-${made.merchantId}.json`)
    await writePrivateJson(out, made.recovery)
    console.log(`recovery file  ${out}   (keep it apart from this server)`)
  } finally {
    await app.pool.close()
  }
}

async function make(
  ctx: Omit<App, 'db'> & Pick<ServiceContext, 'db'>,
  asked: { name: string; email: string; feeBps: number; methods: Methods | null },
) {
  const { name, email, feeBps, methods } = asked
  const network = methods && ctx.networks.get(methods.networkId)
  if (methods && !network) throw new Error(`${methods.networkId} is not open: NETWORKS names the open ones`)
  const { id: merchantId } = await registerMerchant(ctx, {
    businessName: name,
    contactEmail: email,
    planType: 'basic',
    feeBps,
    defaultCryptoCurrency: methods?.tokens[0],
    owner: { email, passwordHash: NO_PASSWORD, emailVerifiedAt: null },
  })
  for (const token of new Set(methods?.tokens)) {
    if (!methods || !network) continue
    const { networkId, treasury } = methods
    const preferred = network.mode === 'test'
    await addPaymentMethod(ctx, {
      merchantId,
      mode: network.mode,
      network: networkId,
      token,
      treasury,
      preferred,
    })
  }
  const hasher = createKeyHasher(ctx.env.apiKeyPeppers)
  const issue = async (mode: Mode) => {
    const form = mode === 'live' ? 'sk_live' : 'sk_test'
    return (await issueApiKey(ctx, { merchantId, mode, form, name: 'First key', scopes: [] }, hasher)).key
  }
  const modes: Mode[] = network?.mode === 'live' ? ['live', 'test'] : ['test']
  const keys: string[] = []
  for (const mode of modes) keys.push(await issue(mode))
  const owner = await findUserByEmail(ctx.db, normalEmail(email))
  const link = owner && (await passwordLink(ctx, owner.id))
  return { merchantId, keys, link, recovery: methods ? await recoveryFile(ctx, merchantId) : null }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
