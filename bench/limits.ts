// What limits cost: the same requests through the pipeline with limits, and with none.
import { randomBytes } from 'node:crypto'
import { GET as list, POST as create } from '@/app/api/v1/invoices/route'
import { GET as view } from '@/app/api/v1/public/invoice/[id]/route'
import { createKeyHasher } from '@/lib/auth/keyHasher'
import { readEnv } from '@/lib/env'
import type { Route } from '@/lib/http/dialect'
import type { Limiter } from '@/lib/limits/limiter'
import { createApp, type App } from '@/lib/server/app'
import { issueApiKey } from '@/lib/services/apiKeys/issueApiKey'
import { registerMerchant } from '@/lib/services/merchants/registerMerchant'
import { startTestServer, TEMPLATE, withDatabase } from '@/tests/support/postgres'

const ROUNDS = 7
const ROUND_MS = 700
const AT_ONCE = 16

const FREE: Limiter = {
  take: (_db, _demands, now) =>
    Promise.resolve({
      admitted: true,
      tier: 'global',
      window: { seconds: 1, most: 1 },
      remaining: 1,
      wholeAt: now,
      freeAt: now,
    }),
}

const server = await startTestServer()
const databaseUrl = withDatabase(server.adminUrl, TEMPLATE)
const ring = () => `k1:${randomBytes(32).toString('hex')}`
const limited = createApp(
  readEnv({
    DATABASE_URL: databaseUrl,
    PUBLIC_URL: 'http://127.0.0.1:3000',
    API_KEY_PEPPER: ring(),
    ENCRYPTION_KEY: ring(),
    AUTH_SECRET: ring(),
    JWT_SECRET: ring(),
    SIGNING_KEY: ring(),
    RATE_LIMIT_SCALE: '10000',
    LOG_LEVEL: 'silent',
  }),
)
const free: App = { ...limited, limits: FREE }
try {
  const merchant = await registerMerchant(limited, {
    businessName: 'Bench',
    contactEmail: 'bench@example.com',
    planType: 'enterprise',
    feeBps: 100,
    owner: null,
  })
  const hasher = createKeyHasher(limited.env.apiKeyPeppers)
  const input = { merchantId: merchant.id, mode: 'test', form: 'sk_test', name: 'Bench', scopes: [] } as const
  const { key } = await issueApiKey(limited, input, hasher)
  const body = JSON.stringify({ title: 'Bench', items: [{ name: 'One', quantity: 1, unit_price: 9.99 }] })
  const made = await send(free, create, '/api/v1/invoices', { key, body })
  const { id } = JSON.parse(made) as { id: string }

  console.log(`${AT_ONCE} at once; requests a second, median of ${ROUNDS} rounds`)
  await compare('GET a list, with a key (leased)', (app) =>
    send(app, list, '/api/v1/invoices?limit=1', { key }),
  )
  await compare('GET a public view, by address (a write each)', (app) =>
    send(app, view, `/api/v1/public/invoice/${id}`, { id }),
  )
  await compare('POST an invoice (leased)', (app) => send(app, create, '/api/v1/invoices', { key, body }))
} finally {
  await limited.pool.close()
  await server.stop()
}

async function send(
  app: App,
  route: Route,
  path: string,
  asked: { key?: string; body?: string; id?: string },
) {
  const { key, body, id } = asked
  const request = new Request(`http://127.0.0.1${path}`, {
    method: body ? 'POST' : 'GET',
    headers: {
      ...(key ? { authorization: `Bearer ${key}` } : {}),
      ...(body ? { 'content-type': 'application/json' } : {}),
    },
    ...(body ? { body } : {}),
  })
  const runtime = { app, address: '192.0.2.1', onBroken: 'log' as const }
  const reply = await route.answer(request, id ? { id } : {}, runtime)
  if (reply.status >= 300 || typeof reply.body !== 'string') throw new Error(`${path}: ${reply.status}`)
  return reply.body
}

/** Rounds alternate, so that whatever else the machine does meets both. */
async function compare(name: string, ask: (app: App) => Promise<unknown>): Promise<void> {
  const rates: Record<'with' | 'without', number[]> = { with: [], without: [] }
  for (let round = 0; round <= ROUNDS; round++) {
    const one = await rate(() => ask(limited))
    const other = await rate(() => ask(free))
    // The first round warms up.
    if (round === 0) continue
    rates.with.push(one)
    rates.without.push(other)
  }
  const [one, other] = [median(rates.with), median(rates.without)]
  console.log(
    `${name}: ${one.toFixed(0)} with limits, ${other.toFixed(0)} without, ratio ${(one / other).toFixed(2)}`,
  )
}

async function rate(ask: () => Promise<unknown>): Promise<number> {
  const end = performance.now() + ROUND_MS
  let answered = 0
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      while (performance.now() < end) {
        await ask()
        answered += 1
      }
    }),
  )
  return answered / (ROUND_MS / 1000)
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}
