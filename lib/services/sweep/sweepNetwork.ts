import type { GasWallet } from '@/lib/chains/gasPort'
import type { Run } from '../reconcile/run'
import { followSweeps } from './followSweeps'
import { sendSweep } from './sendSweep'
import { planSweeps } from './planSweeps'

/** A gas key with less than so many of its own sweeps left calls for the operator (F9). */
const ALARM_AT_SWEEPS = 20n

/**
 * Moves confirmed deposits to their treasuries with the gas key, under the network's lease, so that one process at a
 * time uses its nonces (F9). Sweeps under way are followed first; a new one waits until the last is mined.
 */
export async function sweepNetwork(run: Run, wallet: GasWallet): Promise<void> {
  const underWay = await followSweeps(run, wallet)
  if (underWay > 0 || run.signal.aborted) return
  const [plan] = await planSweeps(run)
  if (!plan) return
  const sent = await sendSweep(run, wallet, plan)
  if (sent) await alarmWhenLow(run, wallet, sent.cost)
}

async function alarmWhenLow(run: Run, wallet: GasWallet, cost: bigint): Promise<void> {
  const balance = await wallet.balance()
  if (balance >= cost * ALARM_AT_SWEEPS) return
  run.ctx.log.error(
    { network: run.network.id, gasKey: wallet.address, balance: balance.toString() },
    'the gas key is running low',
  )
}
