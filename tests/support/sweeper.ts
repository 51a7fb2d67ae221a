import { asc } from 'drizzle-orm'
import { sweeps } from '@/db/schema'
import { createGasWallet } from '@/lib/chains/evm/gasWallet'
import type { GasWallet } from '@/lib/chains/gasPort'
import type { Policy } from '@/lib/services/context'
import { reconcileAll } from '@/lib/services/reconcile/reconcileAll'
import { sweepNetwork } from '@/lib/services/sweep/sweepNetwork'
import { accounts } from '@/scripts/local/accounts'
import type { World } from './world'

type Changes = { wallet?: Partial<GasWallet>; policy?: Partial<Policy> }

/** Runs of the reconciler with the sweeper behind it, some parts of which do otherwise, and what they log as errors. */
export function sweeper(world: World) {
  const network = world.ctx.networks.get('local')
  if (!network) throw new Error('the local chain is not open')
  const real = createGasWallet(network, world.chain.rpcUrl, accounts.gas.privateKey)
  const errors: string[] = []
  const error = (_facts: object, message: string) => void errors.push(message)
  const run = (changes: Changes = {}) => {
    const { ctx } = world
    const changed = { ...ctx, policy: { ...ctx.policy, ...changes.policy }, log: { ...ctx.log, error } }
    const wallet = { ...real, ...changes.wallet }
    return reconcileAll(changed, { budgetMs: 20_000, afterwards: (one) => sweepNetwork(one, wallet) })
  }
  return {
    wallet: real,
    errors,
    run,
    /** Mines and runs until what is due was sent, mined and booked. */
    async finish(changes: Changes = {}): Promise<void> {
      for (let round = 0; round < 3; round += 1) {
        await run(changes)
        await world.mine(1)
      }
      await run(changes)
    },
    /** Every transaction of the gas key so far, oldest first. */
    sent: () => world.ctx.db.select().from(sweeps).orderBy(asc(sweeps.nonce), asc(sweeps.createdAt)),
  }
}
