import { honest } from '../chain/provider'
import type { Job } from '../engine/scheduler'
import { checkAlways, checkSettled } from '../oracle/check'
import { readBooks, readCursor } from '../oracle/books'
import { checkDeliveries, readDeliveries } from '../oracle/deliveries'
import { checkNoneIsOpen, lastMoments } from '../oracle/refunds'
import { createClients, type KnownInvoice } from './clients'
import { createCustomers } from './customers'
import { createMerchant } from './merchant'
import { createMiner } from './miner'
import { drawPlan, type Plan } from './plan'
import { sweepOwn } from './ownSweeps'
import { createProviderTrouble } from './providerTrouble'
import { createReceiver } from './receiver'
import { strangerSweep } from './strangers'
import { EPOCH, startSimulation, type Running } from './simulation'
import { createWallet } from './wallet'
import { createWalletPayers } from './walletPayers'
import { createRandom } from '../engine/random'

export type Outcome = {
  seed: string
  plan: Plan
  /** How often each thing happened. */
  counts: Record<string, number>
  digest: string
  steps: number
  /** What the oracle objects to; none is a sound run. */
  objections: string[]
  trace: readonly string[]
}

/** One whole run of a seed: faults, then quiet, then the verdict. Throws only when the harness itself breaks. */
export async function runSeed(options: {
  seed: string
  adminUrl: string
  plan?: Partial<Plan>
}): Promise<Outcome> {
  const { seed, adminUrl } = options
  const drawn = drawPlan(createRandom(seed).fork('plan'))
  const plan = { ...drawn, ...options.plan }
  // Money that comes without a log can be taken for a made-up transfer of the same amount, and nobody could tell.
  if (plan.liar === 'forges') Object.assign(plan, { rebases: false, internal: false })
  const simulation = await startSimulation({ seed, plan, adminUrl })
  const objections: string[] = []
  try {
    const world = createWorld(simulation, objections)
    // What was confirmed before is what can be given back, and what an excess brought is there to be spent.
    if (plan.credit || plan.refunds) {
      await world.troubledTimes(0.4)
      await world.calmSpell()
    }
    await world.troubledTimes(1)
    await world.quietTimes()
  } catch (error) {
    objections.push(
      `the run broke off: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    )
  } finally {
    await simulation.close()
  }
  const { counts, scheduler } = simulation
  for (const provider of simulation.providers.values()) {
    for (const [name, times] of Object.entries(provider.counts)) counts[name] = (counts[name] ?? 0) + times
  }
  return {
    seed,
    plan,
    counts,
    digest: scheduler.digest(),
    steps: scheduler.trace().length,
    objections,
    trace: scheduler.trace(),
  }
}

/** Blocks at once on a chain where nothing is final before nineteen of them. */
const FAST = [1, 2, 6, 12, 20] as const

type Worker = { running: Running; job: Job<unknown> }

function createWorld(simulation: Awaited<ReturnType<typeof startSimulation>>, objections: string[]) {
  const { plan, chain, mempool, scheduler, count } = simulation
  const random = simulation.random.fork('world')
  const clients = createClients(simulation)
  const merchant = createMerchant(simulation, clients)
  const customers = createCustomers(simulation)
  const wallet = createWallet(simulation, merchant, customers)
  const walletPayers = plan.hub ? createWalletPayers(simulation, customers) : null
  const pickInvoice = (): KnownInvoice | null =>
    clients.known.length > 0 ? random.pick(clients.known) : null
  const pickRefund = () => (merchant.refunds.length > 0 ? random.pick(merchant.refunds) : null)
  const troubleProvider = createProviderTrouble(simulation, random, customers, { pickInvoice, pickRefund })
  const receiver = createReceiver(simulation)
  let workers: Worker[] = []
  let numbers = 0
  let rounds = 0
  let isQuiet = false
  let furthest = 0
  let happened = 0

  /** Who lost its lease writes nothing, and no cursor goes back but for a reorganisation (S2). */
  const followCursor = async () => {
    const cursor = await readCursor(simulation)
    if (plan.reorgDepth === 0 && cursor < furthest)
      objections.push(`the cursor went back from ${furthest} to ${cursor}`)
    furthest = cursor
  }

  const check = async () => {
    const books = await readBooks(simulation)
    objections.push(...checkAlways(simulation, books).map((line) => `${scheduler.trace().length}: ${line}`))
  }

  const startWorker = () => {
    if (workers.length > 0) count('overlap')
    const running = simulation.start(`worker${++numbers}`)
    running.process.skewMs = simulation.skewMs
    workers.push({ running, job: simulation.reconcile(running) })
  }

  const startDispatcher = () => {
    const running = simulation.start(`dispatcher${++numbers}`)
    running.process.skewMs = simulation.skewMs
    workers.push({ running, job: receiver.dispatch(running) })
  }

  const tidy = async () => {
    const still: Worker[] = []
    for (const worker of workers) {
      if (worker.running.process.alive && worker.job.state === 'running') {
        still.push(worker)
        continue
      }
      if (worker.job.state === 'failed')
        scheduler.note(`${worker.running.process.name} failed ${String(worker.job.error)}`)
      await worker.running.database.leave()
    }
    workers = still
    await clients.listen()
    await merchant.listen()
  }

  const kill = async (running: Running) => {
    const waiting = scheduler.waiting().find((wait) => wait.process === running.process)
    scheduler.note(`${running.process.name} ! killed at ${waiting?.label ?? 'a lock'}`)
    running.process.kill()
    await running.database.leave()
    count('kill')
  }

  const killAtPlaces = async () => {
    for (const place of plan.killAt) {
      const at = scheduler.waiting().find((wait) => wait.label.includes(place))
      const victim = at && workers.find((worker) => worker.running.process === at.process)
      if (!victim || !random.chance(0.8)) continue
      count(`killed at ${place}`)
      await kill(victim.running)
    }
  }

  const { mine, reorganise } = createMiner(simulation, random, () => isQuiet)
  /** A block exactly at an invoice's end, a second before it or after, that holds its payment. */
  const payAtEdge = () => {
    const now = simulation.time()
    const open = clients.known.filter((invoice) => Math.floor(invoice.expiresAt / 1000) > now + 1)
    if (open.length === 0) return
    const invoice = random.pick(open)
    const offset = random.pick([-1, 0, 1])
    const time = Math.floor(invoice.expiresAt / 1000) + offset
    if (time <= chain.head.time) return
    scheduler.advance(time * 1000 - EPOCH.getTime() - scheduler.now())
    chain.mine(time, [customers.payExactly(invoice)])
    count(`edge ${offset}`)
  }

  /** Takes in the answers between two awaits of whoever reads the chain, and pays. */
  const payAtOnce = async () => {
    const before = clients.known.length
    await clients.listen()
    for (const invoice of clients.known.slice(before)) {
      chain.mine(simulation.time(), [customers.payExactly(invoice)])
      count('paid at once')
    }
  }

  /** Two at once, so that they race each other, cancellations and payments. */
  const giveBack = () => {
    if (random.chance(0.5)) merchant.prepareRefund()
    if (random.chance(0.15)) merchant.prepareRefund()
    if (random.chance(0.1)) merchant.cancelRefund()
    if (random.chance(0.8)) wallet.sign()
  }

  const event = async (upTo: number) => {
    const invoice = pickInvoice()
    const other = pickInvoice()
    if (clients.asked < plan.invoices * upTo && random.chance(0.5)) clients.create()
    if (invoice && random.chance(0.6)) {
      if (walletPayers && random.chance(0.6)) await walletPayers.pay(invoice)
      else customers.pay(invoice)
    }
    if (walletPayers && invoice && plan.noise && random.chance(0.4)) await walletPayers.forge(invoice)
    if (walletPayers && invoice && other && plan.shared && random.chance(0.3))
      await walletPayers.payBoth(invoice, other)
    if (plan.nativeLogs === 'later' && !chain.logsNative && random.chance(0.2)) {
      chain.logsNative = true
      count('native logs')
    }
    if (plan.edges && random.chance(0.2)) payAtEdge()
    if (plan.cancels && random.chance(0.15)) merchant.cancel()
    if (plan.completes && random.chance(0.2)) merchant.complete()
    if (plan.refunds) giveBack()
    if (plan.shared && invoice && other && random.chance(0.3)) customers.payBoth(invoice, other)
    if (plan.noise && invoice && random.chance(0.5)) customers.noise(invoice)
    if (plan.rebases && random.chance(0.2)) customers.grow()
    if (plan.dust > 0 && invoice && random.chance(0.2)) customers.dust(invoice, plan.dust)
    if (plan.strangers && other && random.chance(0.3)) strangerSweep(simulation, customers, other)
    if (plan.tron && plan.sweeps && other && random.chance(0.5))
      sweepOwn(simulation, { random, customers, invoice: other })
    if (random.chance(0.8)) mine(random.pick(plan.tron ? FAST : [1, 1, 1, 2, 5]))
    if (plan.reorgDepth > 0 && random.chance(plan.reorgs)) reorganise()
    if (random.chance(0.4)) troubleProvider()
    if (workers.length < plan.workers && random.chance(0.9)) startWorker()
    if (workers.length < plan.workers && random.chance(0.5)) startWorker()
    if (plan.webhooks && workers.length < plan.workers + 2 && random.chance(0.6)) startDispatcher()
    if (random.chance(plan.kills)) {
      const alive = [...workers.map((worker) => worker.running), ...clients.running(), ...merchant.running()]
      if (alive.length > 0) await kill(random.pick(alive))
    }
    for (const { running } of workers) if (random.chance(0.4)) running.process.frozen = false
    const victim = workers.length > 0 && random.chance(plan.freezes) ? random.pick(workers) : null
    if (victim) {
      victim.running.process.frozen = true
      count('frozen')
    }
    if (random.chance(plan.restarts)) {
      count('restart')
      scheduler.note('database ! restarted')
      await simulation.connections.cutAll()
    }
    if (plan.clockJumps > 0 && random.chance(0.2)) {
      simulation.skewMs = random.pick([-1, 0, 1]) * plan.clockJumps * 60_000
      for (const { running } of workers) running.process.skewMs = simulation.skewMs
      count('clock jump')
    }
    if (random.chance(0.05)) mempool.forget()
    scheduler.advance(random.pick([0, 200, 1_000, 1_000, 4_000, 12_000, 60_000]))
    if (plan.hours && random.chance(0.05)) {
      scheduler.advance(5_000_000)
      count('hours')
    }
  }

  const finishAll = async () => {
    for (let turns = 0; workers.length > 0 || !clients.idle || !merchant.idle; turns += 1) {
      if (turns > 200) throw new Error('something never ends')
      for (let steps = 0; steps < 2_000; steps += 1) if (!(await simulation.step())) break
      await tidy()
    }
  }

  const endFaults = async () => {
    simulation.setCuts(0)
    simulation.skewMs = 0
    for (const { running } of workers) Object.assign(running.process, { skewMs: 0, frozen: false })
    for (const provider of simulation.providers.values()) {
      provider.faults = honest()
      provider.catchUp()
    }
    await finishAll()
  }

  /** Mines and reconciles until nothing changes any more. */
  const settle = async () => {
    let before = ''
    for (let round = 0; round < 100; round += 1) {
      rounds += 1
      // Past every lease; in the second round past the patience with tokens that have no logs, by a clock that had jumped too.
      scheduler.advance(round === 1 ? (11 + plan.clockJumps) * 60_000 : 16_000)
      mine(round === 0 ? 22 : 2)
      startWorker()
      await finishAll()
      const { comparable } = await readBooks(simulation)
      const now = JSON.stringify(comparable, (_, value: unknown) =>
        typeof value === 'bigint' ? `${value}` : value,
      )
      if (now === before && round > 1) return
      before = now
    }
    objections.push('it never comes to rest')
  }

  /** Every event reaches a receiver that came back: hours later, where it had been given up for long. */
  const deliver = async () => {
    for (let round = 0; round < 60; round += 1) {
      startDispatcher()
      await finishAll()
      const waiting = (await readDeliveries(simulation)).filter(({ status }) => status !== 'delivered')
      if (waiting.length === 0) break
      scheduler.advance(3_600_000)
    }
    objections.push(
      ...checkDeliveries(await readDeliveries(simulation), receiver.taken, await readBooks(simulation)),
    )
  }

  return {
    /** Until that share of everything has happened. */
    async troubledTimes(upTo: number) {
      simulation.setCuts(plan.cuts)
      clients.create()
      for (; happened < plan.events * upTo; happened += 1) {
        await event(upTo)
        const grants = random.between(5, 90)
        for (let step = 0; step < grants; step += 1) {
          await killAtPlaces()
          if (plan.eager && clients.isAnswered) await payAtOnce()
          // Where all wait for time, it passes in small steps, so that events still come between.
          if (await scheduler.step()) continue
          const next = scheduler.nextTimer()
          if (next === null) break
          scheduler.advance(Math.min(2_000, Math.max(1, next - scheduler.now())))
        }
        await tidy()
        if (plan.workers > 1) await followCursor()
        if (happened % 4 === 3) await check()
      }
    },
    /** For a while nothing goes wrong. */
    async calmSpell() {
      await endFaults()
      scheduler.advance(16_000)
      mine(6)
      startWorker()
      await finishAll()
    },
    async quietTimes() {
      scheduler.note('the faults stop')
      isQuiet = true
      await endFaults()
      await settle()
      await check()
      objections.push(...(await checkSettled(simulation, clients, merchant)))
      // Past every end: what was open ends, what was short is so for good, and what nobody gave back is free again.
      const ends = [
        ...clients.known.map((invoice) => invoice.expiresAt),
        ...lastMoments(await readBooks(simulation)),
      ]
      scheduler.advance(Math.max(0, Math.max(0, ...ends) - EPOCH.getTime() - scheduler.now()) + 2_000)
      await settle()
      await check()
      objections.push(...(await checkSettled(simulation, clients, merchant)))
      objections.push(...checkNoneIsOpen(await readBooks(simulation)))
      receiver.comeBack()
      if (plan.webhooks) await deliver()
      count('rounds', rounds)
      count('invoices', clients.known.length)
    },
  }
}
