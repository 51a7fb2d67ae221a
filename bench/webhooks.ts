// What it costs to lose no webhook: deliveries from the outbox, each written down, against the same client sending the same bodies.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { openSender } from '@/lib/server/dispatch'
import { createInvoice } from '@/lib/services/invoices/createInvoice'
import { createDispatcher } from '@/lib/services/webhooks/dispatcher'
import { createEndpoint } from '@/lib/services/webhooks/createEndpoint'
import { INVOICE, startBenchApp } from './support/benchApp'
import { alternate } from './support/median'

const ROUNDS = 3
const RECEIVERS = 8
const INVOICES = 250
const AT_ONCE = 128

const bench = await startBenchApp({ WEBHOOK_ALLOWED_RANGES: '127.0.0.0/8@1-65535' })
const { app, actor } = bench
const child = fork(new URL('./webhooks/receivers.ts', import.meta.url), [`${RECEIVERS}`], {
  execArgv: ['--import', 'tsx'],
})
try {
  const [ports] = (await once(child, 'message')) as [number[]]
  const urls = ports.map((port) => `http://127.0.0.1:${port}/`)
  for (const url of urls) {
    await createEndpoint(app, actor, {
      url,
      events: ['*'],
      secret: null,
      allowedIps: [],
      maxRetries: 3,
      retryBackoff: 'exponential',
      timeoutSeconds: 10,
      enabled: true,
    })
  }
  const rates = await alternate(ROUNDS, { durable: () => durable(), bare: () => bare(urls) })
  console.log(
    `webhooks a second to ${RECEIVERS} receivers: ${rates.durable.toFixed(0)} from the outbox, ${rates.bare.toFixed(0)} by the client alone, ratio ${(rates.durable / rates.bare).toFixed(2)}`,
  )
} finally {
  child.kill()
  await bench.stop()
}

/** What making invoices put into the outbox is sent, and each try written down. */
async function durable(): Promise<number> {
  for (let made = 0; made < INVOICES; made += 1) await createInvoice(app, actor, INVOICE)
  const sender = openSender(app)
  const started = performance.now()
  const { tried } = await createDispatcher(app, sender).runUntilIdle()
  const seconds = (performance.now() - started) / 1000
  await sender.close()
  if (tried !== INVOICES * RECEIVERS)
    throw new Error(`${tried} deliveries instead of ${INVOICES * RECEIVERS}`)
  return tried / seconds
}

/** As many at once, with bodies and headers of the same size; nothing is kept. */
async function bare(urls: readonly string[]): Promise<number> {
  const sender = openSender(app)
  const body = JSON.stringify({ type: 'invoice.created', data: 'x'.repeat(1_500) })
  const headers = { 'content-type': 'application/json', 'webhook-signature': 'v1,'.padEnd(48, 'x') }
  const signal = new AbortController().signal
  const all = INVOICES * RECEIVERS
  let next = 0
  const started = performance.now()
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let mine = next++; mine < all; mine = next++) {
        const url = urls[mine % urls.length] ?? ''
        await sender.send({ url, headers, body, timeoutMs: 10_000, allowedIps: [], signal })
      }
    }),
  )
  const seconds = (performance.now() - started) / 1000
  await sender.close()
  return all / seconds
}
