import { getAddress } from 'viem'
import type { Mined, ModelTransaction } from '../chain/modelChain'
import { SWEPT, TRANSFER, transferLog } from '../chain/state'
import { honest } from '../chain/provider'
import type { Job } from '../engine/scheduler'
import { checkAlways, checkSettled } from '../oracle/check'
import { readBooks } from '../oracle/books'
import { checkDeliveries, readDeliveries } from '../oracle/deliveries'
import { assetOf, createClients, type KnownInvoice } from './clients'
import { createCustomers } from './customers'
import { drawPlan, type Plan } from './plan'
import { createReceiver } from './receiver'
import { strangerSweep } from './strangers'
import { EPOCH, startSimulation, type Running } from './simulation'
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
    await world.troubledTimes()
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

type Worker = { running: Running; job: Job<unknown> }

function createWorld(simulation: Awaited<ReturnType<typeof startSimulation>>, objections: string[]) {
  const { plan, chain, mempool, scheduler, count } = simulation
  const random = simulation.random.fork('world')
  const clients = createClients(simulation)
  const customers = createCustomers(simulation)
  // Money that is hidden when it comes and when it goes, between two looks, nobody can see: not the balance either.
  const hidden = plan.rebases || plan.internal || random.chance(0.7) ? TRANSFER : SWEPT
  const receiver = createReceiver(simulation)
  let workers: Worker[] = []
  let numbers = 0
  let rounds = 0
  let isQuiet = false

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
      if (!victim || !random.chance(0.2)) continue
      count(`killed at ${place}`)
      await kill(victim.running)
    }
  }

  const mine = (blocks = 1, time = simulation.time()) => {
    for (let index = 0; index < blocks; index += 1) {
      const drawn = mempool.draw(() => isQuiet || random.chance(0.8))
      const ordered = random.chance(0.5) ? drawn : drawn.toReversed()
      chain.mine(time, nonceOrdered(ordered))
    }
    scheduler.note(`chain ${chain.head.number} ${chain.head.hash.slice(0, 10)} ${chain.head.mined.length}`)
  }

  const reorganise = () => {
    const depth = Math.min(random.between(1, plan.reorgDepth), chain.head.number - 5)
    if (depth < 1) return
    const before = chain.head.number
    const undone = chain.undo(depth)
    count('reorg')
    if (depth > 12) count('deep reorg')
    scheduler.note(`chain undone ${depth} of ${before}, ${undone.length} transactions`)
    const again: ModelTransaction[] = []
    for (const transaction of undone) {
      // A double spend elsewhere: it never comes back.
      if (plan.remined && random.chance(0.15)) count('dropped')
      else if (plan.remined && random.chance(0.3)) mempool.add(transaction)
      else again.push(transaction)
    }
    if (again.length > 0) count('mined again')
    // The new branch is longer; what comes again does so somewhere on it, in another order.
    const length = depth + random.between(1, 2)
    const places = plan.remined ? again.map(() => random.between(0, length - 1)) : again.map(() => 0)
    const started = chain.head.time
    for (let index = 0; index < length; index += 1) {
      const mined = again.filter((_, at) => places[at] === index)
      const fits = mined.filter((one) => one.nonce === undefined)
      const own = mined.filter((one) => one.nonce !== undefined)
      for (const one of own) mempool.add(one)
      const more = index === length - 1 ? mempool.draw(() => random.chance(0.5)) : []
      chain.mine(started + index + 1, [...(plan.remined ? fits.toReversed() : fits), ...nonceOrdered(more)])
    }
  }

  const troubleProvider = () => {
    const provider = simulation.provider()
    const faults = { ...honest() }
    if (plan.lags) faults.lags = random.chance(0.7)
    if (plan.cutsShort && random.chance(0.7)) {
      faults.maxRange = random.pick([null, 1, 3, 10])
      faults.maxLogs = random.pick([null, 1, 2, 5])
      faults.maxTopics = random.pick([null, 1, 2])
      faults.truncates = random.pick([0, 0.1, 0.3])
    }
    if (plan.errors && random.chance(0.7)) {
      faults.errors = random.pick([0.02, 0.1, 0.5])
      faults.hangs = random.pick([0.02, 0.05, 0.1])
    }
    faults.disorder = plan.disorder && random.chance(0.8)
    if (plan.liar === 'hides' && random.chance(0.7)) {
      const mark = random.pick(['0', '4', '8', 'c'])
      faults.hides = (log) => {
        const isHidden = log.topics[0] === hidden && (log.topics[2]?.slice(-1) ?? '') >= mark
        if (isHidden) count('hidden')
        return isHidden
      }
    }
    if (plan.liar === 'forges' && random.chance(0.8)) Object.assign(faults, forgery())
    provider.faults = faults
  }

  /** A transfer that is in no block, told with its receipt, and with the balance or without. */
  const forgery = () => {
    const invoice = pickInvoice()
    const block = chain.ancestor(chain.head, chain.head.number - random.between(0, 3))
    if (!invoice || !block || assetOf(invoice.token) === 'native') return {}
    const token = assetOf(invoice.token)
    const from = getAddress(`0x${random.bytes(20).toString('hex')}`)
    const log = transferLog(token, from, invoice.address, invoice.quoted)
    const mined: Mined = {
      transaction: customers.transaction({ to: token }),
      succeeded: true,
      logs: [log],
      firstLog: 10_000,
    }
    const withBalance = random.chance(0.5)
    count('forged')
    return {
      forged: new Map([[block.hash, [mined]]]),
      forgedBalance: (asset: string, address: string, at: { number: number }) =>
        withBalance &&
        asset.toLowerCase() === token.toLowerCase() &&
        address.toLowerCase() === invoice.address.toLowerCase() &&
        at.number >= block.number
          ? invoice.quoted
          : 0n,
    }
  }

  const pickInvoice = (): KnownInvoice | null =>
    clients.known.length > 0 ? random.pick(clients.known) : null

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

  const event = async () => {
    const invoice = pickInvoice()
    const other = pickInvoice()
    if (clients.known.length < plan.invoices && random.chance(0.5)) clients.create()
    if (invoice && random.chance(0.6)) customers.pay(invoice)
    if (plan.edges && random.chance(0.2)) payAtEdge()
    if (plan.cancels && random.chance(0.15)) clients.cancel()
    if (plan.shared && invoice && other && random.chance(0.3)) customers.payBoth(invoice, other)
    if (plan.noise && invoice && random.chance(0.5)) customers.noise(invoice)
    if (plan.rebases && random.chance(0.2)) customers.grow()
    if (plan.dust > 0 && invoice && random.chance(0.2)) customers.dust(invoice, plan.dust)
    if (plan.strangers && other && random.chance(0.3)) strangerSweep(simulation, customers, other)
    if (random.chance(0.8)) mine(random.pick([1, 1, 1, 2, 5]))
    if (plan.reorgDepth > 0 && random.chance(plan.reorgs)) reorganise()
    if (random.chance(0.4)) troubleProvider()
    if (workers.length < plan.workers && random.chance(0.9)) startWorker()
    if (workers.length < plan.workers && random.chance(0.5)) startWorker()
    if (plan.webhooks && workers.length < plan.workers + 2 && random.chance(0.6)) startDispatcher()
    if (random.chance(plan.kills)) {
      const alive = [...workers.map((worker) => worker.running), ...clients.running()]
      if (alive.length > 0) await kill(random.pick(alive))
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
  }

  const finishAll = async () => {
    for (let turns = 0; workers.length > 0 || !clients.idle; turns += 1) {
      if (turns > 200) throw new Error('something never ends')
      for (let steps = 0; steps < 2_000; steps += 1) if (!(await simulation.step())) break
      await tidy()
    }
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
    async troubledTimes() {
      simulation.setCuts(plan.cuts)
      clients.create()
      for (let happened = 0; happened < plan.events; happened += 1) {
        await event()
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
        if (happened % 4 === 3) await check()
      }
    },
    async quietTimes() {
      scheduler.note('the faults stop')
      isQuiet = true
      simulation.setCuts(0)
      simulation.skewMs = 0
      for (const { running } of workers) running.process.skewMs = 0
      for (const provider of simulation.providers.values()) {
        provider.faults = honest()
        provider.catchUp()
      }
      await finishAll()
      await settle()
      await check()
      objections.push(...(await checkSettled(simulation, clients)))
      // Past every invoice's end: what was open ends, what was short is so for good.
      const end = Math.max(0, ...clients.known.map((invoice) => invoice.expiresAt - EPOCH.getTime()))
      scheduler.advance(Math.max(0, end - scheduler.now()) + 2_000)
      await settle()
      await check()
      objections.push(...(await checkSettled(simulation, clients)))
      receiver.comeBack()
      if (plan.webhooks) await deliver()
      count('rounds', rounds)
      count('invoices', clients.known.length)
    },
  }
}

/** The gas key's transactions among others must keep their order. */
function nonceOrdered(transactions: readonly ModelTransaction[]): ModelTransaction[] {
  const own = transactions
    .filter((one) => one.nonce !== undefined)
    .toSorted((a, b) => (a.nonce ?? 0) - (b.nonce ?? 0))
  return [...transactions.filter((one) => one.nonce === undefined), ...own]
}
