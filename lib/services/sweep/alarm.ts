import { networkState, updateCursor } from '@/db/queries/networks'
import type { GasWallet } from '@/lib/chains/gasPort'
import type { Run } from '../reconcile/run'

/** A gas key with less than so many sweeps left calls for the operator (F9). */
const ALARM_AT_SWEEPS = 20n

/**
 * Alarms when the gas key cannot pay many sweeps of this cost (wei) any more, in the log and on the operator's page. Returns whether it can
 * pay one.
 */
export async function canPay(run: Run, wallet: GasWallet, cost: bigint): Promise<boolean> {
  const balance = await wallet.balance()
  const needs = cost * ALARM_AT_SWEEPS
  await updateCursor(run.ctx.db, run.lease, {
    gasKeyAddress: wallet.address,
    gasKeyBalance: balance,
    gasKeyNeeds: needs,
  })
  if (balance < needs) {
    run.ctx.log.error(
      { network: run.network.id, gasAddress: wallet.address, balance: balance.toString() },
      'the gas key is running low',
    )
  }
  return balance >= cost
}

/** An alarm that stands is looked at again, so that it goes when somebody has filled the key up; else nothing is asked. */
export async function lookAgain(run: Run, wallet: GasWallet): Promise<void> {
  const state = await networkState(run.ctx.db, run.network.id)
  if (!state || !isRunningLow(state) || state.gasKeyAddress !== wallet.address) return
  await updateCursor(run.ctx.db, run.lease, { gasKeyBalance: await wallet.balance() })
}

/** Whether a gas key was found to hold too little. */
export function isRunningLow(state: { gasKeyBalance: bigint | null; gasKeyNeeds: bigint | null }): boolean {
  return state.gasKeyBalance !== null && state.gasKeyNeeds !== null && state.gasKeyBalance < state.gasKeyNeeds
}
