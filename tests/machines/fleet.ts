import { createTestClient, erc20Abi, http, parseUnits, publicActions, walletActions } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { createKeyHasher } from '@/lib/auth/keyHasher'
import type { KeyForm } from '@/lib/auth/keyForms'
import { LOCAL_USDT } from '@/lib/chains/evm/localTokens'
import { readEnv } from '@/lib/env'
import { createApp } from '@/lib/server/app'
import { issueApiKey } from '@/lib/services/apiKeys/issueApiKey'
import { addPaymentMethod } from '@/lib/services/merchants/addPaymentMethod'
import { registerMerchant } from '@/lib/services/merchants/registerMerchant'
import { accounts } from '@/scripts/local/accounts'
import { startAnvil } from '@/scripts/local/anvil'
import { deployLocalContracts } from '@/scripts/local/deployLocal'
import { freePort } from '@/scripts/local/freePort'
import { CryptoCheckout, type NewInvoice } from '@/sdk/src/index'
import { bundleScript } from '@/tests/support/bundle'
import { createTestDatabase } from '@/tests/support/database'
import { testVariables } from '@/tests/support/environment'
import { startMachine, type Machine } from './machine'
import { startNginx } from './nginx'
import { eventually } from './programs'

const MACHINES = 3
const METRICS_TOKEN = 'a token for Prometheus'

/**
 * Three instances of the self-hosted server behind nginx, on one PostgreSQL, with a chain that mines a block a second and a merchant who is
 * paid in USDT. The caller stops it.
 */
export async function startFleet({ redisUrl = '' } = {}) {
  const ends: (() => Promise<unknown>)[] = []
  const stop = async () => {
    for (const end of ends.splice(0).toReversed()) await end()
  }
  try {
    return { ...(await start(redisUrl, (end) => void ends.push(end))), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

export type Fleet = Awaited<ReturnType<typeof startFleet>>

async function start(redisUrl: string, onStop: (end: () => Promise<unknown>) => void) {
  const database = await createTestDatabase()
  onStop(() => database.close())
  const chain = await startAnvil({ blockTime: 1 })
  onStop(() => chain.stop())
  await deployLocalContracts(chain.rpcUrl)
  const port = await freePort()
  const variables = {
    ...testVariables(database.url),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    RPC_URLS_LOCAL: chain.rpcUrl,
    GAS_PRIVATE_KEY: accounts.gas.privateKey,
    SWEEP_FROM_CENTS: '0',
    RECONCILE_INTERVAL_MS: '300',
    RATE_LIMIT_SCALE: '1',
    TRUST_PROXY: '1',
    LOG_LEVEL: 'info',
    WEBHOOK_ALLOWED_RANGES: '127.0.0.0/8@1-65535',
    REDIS_URL: redisUrl,
    METRICS_TOKEN,
  }
  const app = createApp(readEnv({ ...variables, LOG_LEVEL: 'silent' }))
  onStop(() => app.pool.close())
  const merchant = await registerMerchant(app, {
    businessName: 'Acme VPN Services',
    contactEmail: 'admin@acmevpn.example',
    planType: 'enterprise',
    feeBps: 100,
    owner: null,
  })
  const treasury = accounts.treasury.address
  await addPaymentMethod(app, {
    merchantId: merchant.id,
    mode: 'live',
    network: 'local',
    token: 'USDT',
    treasury,
  })

  const script = await bundleScript('tests/support/serverWithoutPages.ts')
  onStop(() => script.remove())
  const machines: Machine[] = []
  onStop(() => Promise.all(machines.map((machine) => machine.stop())))
  machines.push(
    ...(await Promise.all(Array.from({ length: MACHINES }, () => startMachine(script.file, variables)))),
  )
  const proxy = await startNginx(
    port,
    machines.map(({ url }) => url),
  )
  onStop(() => proxy.stop())
  // Nothing is quoted on a network before it was read once.
  await eventually(async () => {
    const answer = await fetch(`${variables.PUBLIC_URL}/api/health`)
    return ((await answer.json()) as { status: string }).status === 'ok'
  }, 'reading the chain')

  const payer = privateKeyToAccount(accounts.payer.privateKey)
  const anvil = createTestClient({ mode: 'anvil', transport: http(chain.rpcUrl), pollingInterval: 50 })
    .extend(publicActions)
    .extend(walletActions)
  const keyOf = async (form: KeyForm): Promise<string> => {
    const mode = form.includes('test') ? 'test' : 'live'
    const input = { merchantId: merchant.id, mode, form, name: 'test', scopes: [] } as const
    return (await issueApiKey(app, input, createKeyHasher(app.env.apiKeyPeppers))).key
  }
  return {
    app,
    machines,
    /** Where customers and merchants reach all of them. */
    url: variables.PUBLIC_URL,
    keyOf,
    /** A shop that goes through nginx and tries again as the SDK does. */
    async shop(form: KeyForm) {
      return new CryptoCheckout({ baseUrl: variables.PUBLIC_URL, apiKey: await keyOf(form), maxRetries: 6 })
    },
    /** A new process in place of one that is gone, at its address. */
    async startAgain(index: number): Promise<void> {
      const gone = machines[index]
      if (!gone) throw new Error(`there is no instance ${index}`)
      machines[index] = await startMachine(script.file, variables, Number(new URL(gone.url).port))
    },
    /** Sends USDT from somebody who knows the address alone. */
    async pay(address: string, amount: string): Promise<void> {
      const hash = await anvil.writeContract({
        account: payer,
        chain: null,
        address: LOCAL_USDT as `0x${string}`,
        abi: erc20Abi,
        functionName: 'transfer',
        args: [address as `0x${string}`, parseUnits(amount, 6)],
      })
      await anvil.waitForTransactionReceipt({ hash })
    },
    /** What Prometheus reads at each instance. */
    metrics: () =>
      Promise.all(
        machines.map(async ({ url }) => {
          const authorization = `Bearer ${METRICS_TOKEN}`
          return (await fetch(`${url}/api/metrics`, { headers: { authorization } })).text()
        }),
      ),
    balance: (of: string) =>
      anvil.readContract({
        address: LOCAL_USDT as `0x${string}`,
        abi: erc20Abi,
        functionName: 'balanceOf',
        args: [of as `0x${string}`],
      }),
  }
}

/** 16.49 dollars in USDT, paid when three blocks say so. */
export function newInvoice(title: string, webhookUrl?: string): NewInvoice {
  return {
    title,
    items: [{ name: 'VPN Premium Plan', quantity: '1', unit_price: '16.49' }],
    crypto_currency: 'USDT',
    confirmation_settings: { merchant_override: 3 },
    ...(webhookUrl ? { webhook_url: webhookUrl } : {}),
  }
}
