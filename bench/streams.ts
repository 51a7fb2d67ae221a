// Many event streams on one process, against Node's own server: memory for each, and how long until the last client hears.
import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { parseArgs } from 'node:util'
import { cancelInvoice } from '@/lib/services/invoices/cancelInvoice'
import { createInvoice } from '@/lib/services/invoices/createInvoice'
import { INVOICE, startBenchApp, type BenchApp } from './support/benchApp'
import { median } from './support/median'
import { openClients, type Clients } from './streams/clients'
import type { Told } from './streams/serveParent'

const { values } = parseArgs({
  options: {
    streams: { type: 'string', default: '10000' },
    invoices: { type: 'string', default: '1000' },
    runs: { type: 'string', default: '3' },
  },
})
const STREAMS = Number.parseInt(values.streams, 10)
const INVOICES = Number.parseInt(values.invoices, 10)
const RUNS = Number.parseInt(values.runs, 10)
const EVENTS = 30

const bench = await startBenchApp()
try {
  const memory: Record<'ours' | 'raw', number[]> = { ours: [], raw: [] }
  const last: Record<'ours' | 'raw', number[]> = { ours: [], raw: [] }
  for (let run = 0; run < RUNS; run += 1) {
    for (const side of ['ours', 'raw'] as const) {
      const measured = await (side === 'ours' ? ours() : raw())
      memory[side].push(measured.bytes)
      last[side].push(...measured.heard)
    }
  }
  const [own, bare] = [median(memory.ours), median(memory.raw)]
  console.log(`${STREAMS} streams over ${INVOICES} invoices, median of ${RUNS} runs`)
  console.log(
    `memory a stream: ${(own / 1024).toFixed(1)} kB, raw ${(bare / 1024).toFixed(1)} kB, ratio ${(own / bare).toFixed(2)}`,
  )
  const longest = (side: 'ours' | 'raw') => Math.max(...last[side]).toFixed(0)
  console.log(
    `last of ${STREAMS / INVOICES} clients hears after ${median(last.ours).toFixed(0)} ms (longest ${longest('ours')}), raw ${median(last.raw).toFixed(0)} ms (longest ${longest('raw')})`,
  )
} finally {
  await bench.stop()
}

type Measured = { bytes: number; heard: number[] }

async function ours(): Promise<Measured> {
  const ids = await invoices(bench)
  const path = (group: number) => `/api/v1/public/invoice/${ids[group]}/events`
  return onChild('ours', path, async (clients, group) => {
    // From before the change is committed: what a customer waits for.
    const since = performance.now()
    const heard = clients.heard(group, since)
    await cancelInvoice(bench.app, bench.actor, ids[group] ?? '', { reason: null })
    return heard
  })
}

async function raw(): Promise<Measured> {
  return onChild(
    'raw',
    (group) => `/events/${group}`,
    async (clients, group, port) => {
      const since = performance.now()
      const heard = clients.heard(group, since)
      await fetch(`http://127.0.0.1:${port}/events/${group}`, { method: 'POST' })
      return heard
    },
  )
}

async function onChild(
  side: 'ours' | 'raw',
  path: (group: number) => string,
  tell: (clients: Clients, group: number, port: number) => Promise<number>,
): Promise<Measured> {
  const child = fork(new URL(`./streams/${side}.ts`, import.meta.url), {
    execArgv: ['--expose-gc', '--import', 'tsx'],
    env: { ...process.env, ...bench.environment },
  })
  try {
    const { port } = await told(child, 'port')
    // What serves a first stream stays.
    const first = await openClients(port, 100, { groups: INVOICES, path })
    first.close()
    const before = await memoryOf(child)
    const clients = await openClients(port, STREAMS, { groups: INVOICES, path })
    const after = await memoryOf(child)
    const heard: number[] = []
    for (let event = 0; event < EVENTS; event += 1) heard.push(await tell(clients, event, port))
    clients.close()
    return { bytes: (after - before) / STREAMS, heard }
  } finally {
    child.kill()
    await once(child, 'exit')
  }
}

async function memoryOf(child: ChildProcess): Promise<number> {
  child.send('memory')
  return (await told(child, 'memory')).memory
}

async function told<Name extends 'port' | 'memory'>(
  child: ChildProcess,
  name: Name,
): Promise<Extract<Told, Record<Name, number>>> {
  for (;;) {
    const [message] = (await once(child, 'message')) as [Told]
    if (name in message) return message as Extract<Told, Record<Name, number>>
  }
}

async function invoices({ app, actor }: BenchApp): Promise<string[]> {
  const ids: string[] = []
  for (let made = 0; made < INVOICES; made += 1) {
    const { invoice } = await createInvoice(app, actor, INVOICE)
    ids.push(invoice.id)
  }
  return ids
}
