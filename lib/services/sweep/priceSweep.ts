import { isChainError } from '@/lib/chains/errors'
import type { Fees, GasWallet } from '@/lib/chains/gasPort'
import type { Run } from '../reconcile/run'
import type { SweepPlan } from './planSweeps'

/** A plan that would go through now, with the gas it may take and what a unit of it may cost in wei. */
export type PricedSweep = SweepPlan & { gasLimit: bigint; fees: Fees }

/** Simulates a plan and prices it; null, with an error in the log, when it would revert. Throws ChainError. */
export async function priceSweep(run: Run, wallet: GasWallet, plan: SweepPlan): Promise<PricedSweep | null> {
  const { network } = run
  try {
    const gasLimit = await wallet.simulate(network.factory, plan.data)
    return { ...plan, gasLimit, fees: await wallet.fees() }
  } catch (error) {
    if (!isChainError(error) || error.code !== 'bad_response') throw error
    run.ctx.log.error({ network: network.id, error: error.message }, 'a sweep would revert and is not sent')
    return null
  }
}
