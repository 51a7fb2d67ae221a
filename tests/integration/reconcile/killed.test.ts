import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { afterAll, expect, it } from 'vitest'
import { networkState } from '@/db/queries/networks'
import { expectSoundBooks } from '@/tests/support/books'
import { bundleScript } from '@/tests/support/bundle'
import { startDatabaseProxy } from '@/tests/support/databaseProxy'
import type { ReconcileForever } from '@/tests/support/reconcileForever'
import { seededRandom } from '@/tests/support/seededRandom'
import { startWorld } from '@/tests/support/world'

const world = await startWorld()
const script = await bundleScript('tests/support/reconcileForever.ts')
const children = new Set<ChildProcess>()
afterAll(() => {
  for (const child of children) child.kill('SIGKILL')
  return script.remove()
})

const ROUNDS = 10
const INVOICES = 8
/** A run with news sends the database some hundred and fifty messages. */
const MESSAGES = 150
/** Past the lease that a killed run leaves behind. */
const LEASE_OVER_SECONDS = 11

function reconciler(): ChildProcess {
  const child = spawn(process.execPath, [script.file], { stdio: ['pipe', 'ignore', 'inherit'] })
  children.add(child)
  return child
}

/** Has the process reconcile, and kills it at the given message that it sends to the database. */
async function killAt(child: ChildProcess, message: number): Promise<void> {
  const ended = once(child, 'exit')
  const proxy = await startDatabaseProxy(world.database.url, {
    onMessage: (number) => {
      if (number === message) child.kill('SIGKILL')
    },
  })
  const told: ReconcileForever = {
    databaseUrl: proxy.url,
    rpcUrl: world.rpcUrl,
    now: world.ctx.clock.now().toISOString(),
  }
  child.stdin?.write(`${JSON.stringify(told)}\n`)
  const [, signal] = await ended
  expect(signal).toBe('SIGKILL')
  await proxy.stop()
}

it('kill -9 at any point of a run: every transfer is credited exactly once, books and events are whole', async () => {
  const random = seededRandom(7)
  const invoices = []
  for (let index = 0; index < INVOICES; index += 1) invoices.push(await world.invoice())

  let next = reconciler()
  let cursor = 0
  for (let round = 0; round < ROUNDS; round += 1) {
    const paid = invoices.filter((_, index) => (index + round) % 2 === 0)
    for (const { option } of paid) await world.pay(option.address, round % 3 === 0 ? '5' : '3.49')
    await world.wait(LEASE_OVER_SECONDS)
    const child = next
    if (round + 1 < ROUNDS) next = reconciler()
    await killAt(child, 1 + Math.floor(random() * MESSAGES))
    const reached = (await networkState(world.ctx.db, 'local'))?.blockNumber ?? 0
    expect(reached).toBeGreaterThanOrEqual(cursor)
    cursor = reached
  }

  await world.wait(LEASE_OVER_SECONDS)
  await world.mine(3)
  expect((await world.reconcile()).networks).toMatchObject([{ outcome: 'done' }])
  await expectSoundBooks(world)
  for (const { invoice } of invoices) expect((await world.read(invoice.id)).invoice.status).toBe('paid')
}, 120_000)
