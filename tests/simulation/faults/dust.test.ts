import { sql } from 'drizzle-orm'
import { expect, inject, it } from 'vitest'
import { payments } from '@/db/schema'
import { createClients } from '../world/clients'
import { createCustomers } from '../world/customers'
import { QUIET } from '../world/plan'
import { startSimulation } from '../world/simulation'

/** The table's 100,000 take minutes; `DUST=100000` asks for them. */
const TRANSFERS = Number(process.env.DUST ?? 6_000)
const A_TRANSACTION = 500

it('row 22: thousands of dust transfers to one address hold up nobody and lose nothing', async () => {
  const plan = { ...QUIET, tokens: ['USDC'], sweeps: false }
  const simulation = await startSimulation({ seed: 'dust', plan, adminUrl: inject('adminUrl') })
  const { chain, mempool } = simulation
  const clients = createClients(simulation)
  const customers = createCustomers(simulation)
  const reconcile = async () => {
    const worker = simulation.start('worker')
    await simulation.finish(simulation.reconcile(worker))
    await worker.database.leave()
  }
  await reconcile()
  for (const _ of [1, 2]) {
    clients.create()
    while (!clients.idle) {
      await simulation.step()
      await clients.listen()
    }
  }
  const [victim, other] = clients.known
  if (!victim || !other) throw new Error('two invoices')

  for (let sent = 0; sent < TRANSFERS; sent += A_TRANSACTION * 20) {
    customers.dust(victim, Math.min(A_TRANSACTION * 20, TRANSFERS - sent))
    chain.mine(
      simulation.time(),
      mempool.draw(() => true),
    )
  }
  chain.mine(simulation.time(), [customers.payExactly(other)])
  for (let block = 0; block < 20; block += 1) chain.mine(simulation.time(), [])

  const state = async () => {
    const [row] = await simulation.connections.books
      .select({
        count: sql<number>`count(*)::int`,
        confirmed: sql<number>`count(${payments.confirmedAt})::int`,
        amount: sql<string>`sum(${payments.amount})::text`,
      })
      .from(payments)
    return row
  }
  for (let run = 0; run < 200; run += 1) {
    simulation.scheduler.advance(16_000)
    await reconcile()
    if ((await state())?.confirmed === TRANSFERS + 1) break
  }
  const arrived = BigInt(TRANSFERS) + other.quoted
  expect(await state()).toEqual({ count: TRANSFERS + 1, confirmed: TRANSFERS + 1, amount: `${arrived}` })
  await simulation.close()
}, 300_000)
