// What limits cost: the same requests through the pipeline with limits, and with none.
import { GET as list, POST as create } from '@/app/api/v1/invoices/route'
import { GET as view } from '@/app/api/v1/public/invoice/[id]/route'
import { createKeyHasher } from '@/lib/auth/keyHasher'
import type { Route } from '@/lib/http/dialect'
import type { Limiter } from '@/lib/limits/limiter'
import type { App } from '@/lib/server/app'
import { issueApiKey } from '@/lib/services/apiKeys/issueApiKey'
import { startBenchApp } from './support/benchApp'
import { alternate, rateOf } from './support/median'

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

const bench = await startBenchApp()
const limited = bench.app
const free: App = { ...limited, limits: FREE }
try {
  const hasher = createKeyHasher(limited.env.apiKeyPeppers)
  const input = {
    merchantId: bench.actor.merchantId,
    mode: 'test',
    form: 'sk_test',
    name: 'Bench',
    scopes: [],
  } as const
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
  await bench.stop()
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

async function compare(name: string, ask: (app: App) => Promise<unknown>): Promise<void> {
  const measure = (app: App) => rateOf(() => ask(app), { ms: ROUND_MS, atOnce: AT_ONCE })
  const rates = await alternate(ROUNDS, { limited: () => measure(limited), free: () => measure(free) })
  console.log(
    `${name}: ${rates.limited.toFixed(0)} with limits, ${rates.free.toFixed(0)} without, ratio ${(rates.limited / rates.free).toFixed(2)}`,
  )
}
