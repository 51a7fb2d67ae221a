import type { Random } from '../engine/random'
import type { ModelTransaction } from '../chain/modelChain'
import { WINDOW } from './network'
import type { Simulation } from './simulation'

/** Who mines what is waiting, and undoes it again. `minesAll` leaves nothing waiting. */
export function createMiner(simulation: Simulation, random: Random, minesAll: () => boolean) {
  const { plan, chain, mempool, scheduler, count } = simulation

  const mine = (blocks = 1, time = simulation.time()) => {
    for (let index = 0; index < blocks; index += 1) {
      const drawn = mempool.draw(() => minesAll() || random.chance(0.8))
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
    if (depth >= WINDOW) {
      count('reorg below the window')
      simulation.blindUpTo = Math.max(simulation.blindUpTo, before - WINDOW)
    }
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

  return { mine, reorganise }
}

/** The gas key's transactions among others must keep their order. */
function nonceOrdered(transactions: readonly ModelTransaction[]): ModelTransaction[] {
  const own = transactions
    .filter((one) => one.nonce !== undefined)
    .toSorted((a, b) => (a.nonce ?? 0) - (b.nonce ?? 0))
  return [...transactions.filter((one) => one.nonce === undefined), ...own]
}
