// What Next's own dispatch costs: the same routes through the self-hosted server and through `next start`.
import { spawn } from 'node:child_process'
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Pool } from 'undici'
import { freePort } from '@/scripts/local/freePort'
import type { LocalSecrets } from '@/scripts/local/secrets'
import { serverEnvironment } from '@/scripts/local/serverEnvironment'
import { startStack } from '@/scripts/local/stack'
import { alternate, rateOf } from './support/median'

const ROUNDS = 5
const ROUND_MS = 1_500
const CONNECTIONS = 16

const folder = await mkdtemp(path.join(tmpdir(), 'crypto-checkout-bench-'))
await chmod(folder, 0o755)
const stack = await startStack({
  folder,
  port: await freePort(),
  fast: true,
  step: (_name, work) => work(),
  note: () => {},
})
const next = await startNext()
try {
  const { baseUrl, apiKeys } = stack.description
  const headers = { authorization: `Bearer ${apiKeys.sk_live}`, 'content-type': 'application/json' }
  const body = JSON.stringify({ title: 'Bench', items: [{ name: 'One', quantity: 1, unit_price: 9.99 }] })
  const made = await fetch(`${baseUrl}/api/v1/invoices`, { method: 'POST', headers, body })
  const { id } = (await made.json()) as { id: string }

  console.log(`${CONNECTIONS} connections; requests a second, median of ${ROUNDS} rounds`)
  await compare('GET, pipeline alone', { path: '/api/v1/nothing', method: 'GET' })
  await compare('GET an invoice', { path: `/api/v1/invoices/${id}`, method: 'GET', headers })
  await compare('POST an invoice', { path: '/api/v1/invoices', method: 'POST', headers, body })
} finally {
  next.stop()
  await stack.stop()
  await rm(folder, { recursive: true, force: true })
}

type Load = { path: string; method: 'GET' | 'POST'; headers?: Record<string, string>; body?: string }

async function compare(name: string, load: Load): Promise<void> {
  const { direct, through } = await alternate(ROUNDS, {
    direct: () => rate(stack.description.baseUrl, load),
    through: () => rate(next.baseUrl, load),
  })
  console.log(
    `${name}: self-hosted ${direct.toFixed(0)}, next start ${through.toFixed(0)}, ratio ${(direct / through).toFixed(1)}`,
  )
}

async function rate(baseUrl: string, { path: target, ...load }: Load): Promise<number> {
  const pool = new Pool(baseUrl, { connections: CONNECTIONS })
  const ask = async () => {
    const { body } = await pool.request({ path: target, ...load })
    await body.dump()
  }
  const measured = await rateOf(ask, { ms: ROUND_MS, atOnce: CONNECTIONS })
  await pool.close()
  return measured
}

async function startNext(): Promise<{ baseUrl: string; stop(): void }> {
  const port = await freePort()
  const baseUrl = `http://127.0.0.1:${port}`
  const secrets = JSON.parse(await readFile(path.join(folder, 'secrets.json'), 'utf8')) as LocalSecrets
  const environment = serverEnvironment({
    port,
    baseUrl,
    databaseUrl: stack.description.databaseUrl,
    rpcUrl: stack.description.rpcUrl,
    secrets,
    rateLimitScale: '1000',
  })
  const binary = path.resolve('node_modules/next/dist/bin/next')
  const server = spawn(process.execPath, [binary, 'start', '-p', `${port}`, '-H', '127.0.0.1'], {
    env: { ...process.env, ...environment, NODE_ENV: 'production' },
    stdio: 'ignore',
  })
  const until = performance.now() + 30_000
  for (;;) {
    const answer = await fetch(`${baseUrl}/api/health`).catch(() => null)
    if (answer?.ok) return { baseUrl, stop: () => void server.kill() }
    if (performance.now() > until) throw new Error('next start does not answer')
    await pause(100)
  }
}
