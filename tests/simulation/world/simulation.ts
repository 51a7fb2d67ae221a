import '../engine/seams'
import { createApp, type App } from '@/lib/server/app'
import { runReconcile } from '@/lib/server/reconcile'
import { createKeyHasher } from '@/lib/auth/keyHasher'
import { fixedRates } from '@/lib/rates/fixed'
import { issueApiKey } from '@/lib/services/apiKeys/issueApiKey'
import { createEndpoint } from '@/lib/services/webhooks/createEndpoint'
import { ENDPOINT_DEFAULTS } from '@/lib/services/webhooks/endpointDefaults'
import type { Actor } from '@/lib/services/context'
import { registerMerchant } from '@/lib/services/merchants/registerMerchant'
import { accounts } from '@/scripts/local/accounts'
import type { Hex } from 'viem'
import { testEnv } from '@/tests/support/environment'
import { createMempool } from '../chain/mempool'
import { ModelChain } from '../chain/modelChain'
import { createProvider, type Provider } from '../chain/provider'
import { openConnections } from '../engine/connections'
import { processDatabase, type ProcessDatabase } from '../engine/database'
import { createRandom } from '../engine/random'
import { createScheduler, type Job, type SimProcess } from '../engine/scheduler'
import { copyOfTemplate } from './databases'
import { openSimulatedNetwork, RPC_URLS } from './network'
import type { Plan } from './plan'
import { railOf, type Rail } from './rail'
import { RECEIVER_URL } from './receiver'

export const EPOCH = new Date('2026-03-01T00:00:00Z')
export const FEE_BPS = 100
const BUDGET_MS = 20_000

/** A process of the product: the application, and the database sessions it holds. */
export type Running = { process: SimProcess; app: App; database: ProcessDatabase }

/**
 * The product's own services, API and readers on a real database, over a model chain, with every await granted by one
 * seed. Nothing happens by itself: events are the caller's.
 */
export async function startSimulation(options: { seed: string; plan: Plan; adminUrl: string }) {
  const { plan } = options
  const rail = railOf(plan)
  const random = createRandom(options.seed)
  const copy = await copyOfTemplate(options.adminUrl)
  const connections = openConnections(copy.url, options.adminUrl)
  const chain = new ModelChain(options.seed, EPOCH.getTime() / 1000 - 100)
  chain.logsNative = plan.nativeLogs === 'always'
  const mempool = createMempool(chain, accounts.gas.address)
  const providers = new Map<string, Provider>(
    RPC_URLS.map((url) => [
      url,
      createProvider({
        chain,
        chainId: rail.network.chainId,
        dialect: rail.dialect,
        random: random.fork(url),
        hasMulticall: plan.hasMulticall,
        gasAccount: accounts.gas.address,
        take: mempool.take,
      }),
    ]),
  )
  const scheduler = createScheduler({
    random: random.fork('scheduler'),
    epoch: EPOCH,
    answer(url, body) {
      const { origin, pathname } = new URL(url)
      const provider = providers.get(origin)
      if (!provider) throw new Error(`nobody answers at ${url}`)
      return provider.answer(body, pathname)
    },
  })

  chain.now = () => scheduler.now()

  const counts: Record<string, number> = {}
  const count = (name: string, by = 1) => {
    counts[name] = (counts[name] ?? 0) + by
  }
  const fates = random.fork('commits')
  let cuts = 0
  const errors: string[] = []

  const environment = testEnv(copy.url, {
    RPC_URLS_LOCAL: RPC_URLS.join(),
    GAS_PRIVATE_KEY: plan.sweeps ? accounts.gas.privateKey : '',
    SECOND_WITNESS_FROM: '0',
    SWEEP_FROM_CENTS: '0',
  })

  /** A fresh process with its own pool, reader and clock. */
  const start = (name: string): Running => {
    const process = scheduler.process(name)
    const database = processDatabase({
      scheduler,
      process,
      connections,
      fateOfCommit() {
        if (!fates.chance(cuts)) return 'done'
        const fate = fates.pick(['lost before', 'lost after'] as const)
        count(fate)
        return fate
      },
    })
    const app: App = {
      ...createApp(environment),
      db: database.db,
      clock: process.clock,
      networks: openSimulatedNetwork(rail.network, plan.liar !== 'none'),
      rates: fixedRates(environment.fixedRates),
      announce: () => Promise.resolve(),
      log: {
        info: () => {},
        warn: (facts, message) => scheduler.note(`${name} warns ${message} ${JSON.stringify(facts)}`),
        error: (facts, message) => {
          errors.push(message)
          scheduler.note(`${name} errs ${message} ${JSON.stringify(facts)}`)
        },
      },
    }
    return { process, app, database }
  }

  /** Grants awaits until the work is done, time going on where all wait for it. */
  const finish = async <Result>(job: Job<Result>): Promise<Result> => {
    for (let steps = 0; job.state === 'running'; steps += 1) {
      if (steps > 200_000) throw new Error('the work does not end')
      await simulation.step()
    }
    if (job.state === 'failed') throw job.error
    return job.result as Result
  }

  const simulation = {
    plan,
    rail,
    random,
    chain,
    mempool,
    providers,
    scheduler,
    connections,
    counts,
    count,
    errors,
    start,
    finish,
    seed: options.seed,
    /** By how much the clocks of new processes are off. */
    skewMs: 0,
    /** Up to this block logs may have changed below the window of hashes: there only balances tell what came. */
    blindUpTo: 0,
    /** What deposit addresses are derived from, for those who sweep them. */
    references: new Map<string, Hex>(),
    databaseUrl: copy.url,
    /** Seconds, as the world's true time. */
    time: () => Math.floor((EPOCH.getTime() + scheduler.now()) / 1000),
    provider(which: 0 | 1 = 0): Provider {
      const provider = providers.get(RPC_URLS[which])
      if (!provider) throw new Error('no such provider')
      return provider
    },
    setCuts(share: number) {
      cuts = share
    },
    /** Grants one await; where all wait for time alone, lets it pass to the next timer. False when nothing is under way. */
    async step(): Promise<boolean> {
      if (await scheduler.step()) return true
      const next = scheduler.nextTimer()
      if (next === null) return false
      scheduler.advance(Math.max(0, next - scheduler.now()))
      return scheduler.step()
    },
    /** One run of the reconciler and the sweeper, as the cron route and the scheduler do it. */
    reconcile(worker: Running) {
      return worker.process.run(() => runReconcile(worker.app, BUDGET_MS))
    },
    async close() {
      await connections.close()
      await copy.drop()
    },
  }

  const setup = start('setup')
  const merchant = await finish(setup.process.run(() => register(setup.app, rail, plan.webhooks)))
  await finish(simulation.reconcile(setup))
  await setup.database.leave()
  return Object.assign(simulation, merchant)
}

export type Simulation = Awaited<ReturnType<typeof startSimulation>>

const ENDPOINT = { url: RECEIVER_URL, events: ['*'], secret: null, allowedIps: [], enabled: true }

function actorOf(merchantId: string): Actor {
  return { merchantId, mode: 'live', label: 'simulation', ipAddress: null, userAgent: null, requestId: null }
}

async function register(
  app: App,
  rail: Rail,
  withWebhooks: boolean,
): Promise<{ merchantId: string; apiKey: string }> {
  const merchant = await registerMerchant(app, {
    businessName: 'Simulated',
    contactEmail: 'merchant@simulation.example',
    planType: 'pro',
    feeBps: FEE_BPS,
    owner: null,
  })
  await rail.setUp(app, actorOf(merchant.id))
  const input = {
    merchantId: merchant.id,
    mode: 'live',
    form: 'sk_live',
    name: 'simulation',
    scopes: [],
  } as const
  if (withWebhooks) await createEndpoint(app, actorOf(merchant.id), { ...ENDPOINT_DEFAULTS, ...ENDPOINT })
  const { key } = await issueApiKey(app, input, createKeyHasher(app.env.apiKeyPeppers))
  return { merchantId: merchant.id, apiKey: key }
}
