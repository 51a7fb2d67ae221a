import type { GasWallet } from '@/lib/chains/gasPort'
import type { Run } from '../reconcile/run'

/** A gas key with less than so many sweeps left calls for the operator (F9). */
const ALARM_AT_SWEEPS = 20n

/** Alarms when the gas key cannot pay many sweeps of this cost (wei) any more. Returns whether it can pay one. */
export async function canPay(run: Run, wallet: GasWallet, cost: bigint): Promise<boolean> {
  const balance = await wallet.balance()
  if (balance < cost * ALARM_AT_SWEEPS) {
    run.ctx.log.error(
      { network: run.network.id, gasAddress: wallet.address, balance: balance.toString() },
      'the gas key is running low',
    )
  }
  return balance >= cost
}
