import { openSweeps } from '@/db/queries/sweeps'
import type { GasWallet } from '@/lib/chains/gasPort'
import type { Run } from '../reconcile/run'
import { canPay, lookAgain } from './alarm'
import { followSweeps } from './followSweeps'
import { halves, planSweeps } from './planSweeps'
import { priceSweep } from './priceSweep'
import { sendRecorded } from './sendRecorded'
import { sendRelays } from './sendRelays'

/** Plans tried in one run; what is left waits for the next. */
const MAX_TRIES = 20

/**
 * Moves confirmed deposits to their treasuries with the gas key, under the network's lease, so that one process at a
 * time uses its nonces (F9). Sweeps under way are followed first; a new one waits until the last is mined. Throws ChainError.
 */
export async function sweepNetwork(run: Run, wallet: GasWallet): Promise<void> {
  await lookAgain(run, wallet)
  const open = await openSweeps(run.ctx.db, run.network.id, wallet.address)
  const underWay = await followSweeps(run, wallet, open)
  if (underWay > 0 || run.signal.aborted) return
  // A customer waits for what they signed.
  if (await sendRelays(run, wallet)) return
  await sendOne(run, wallet)
}

/** A plan that would revert holds up no other: it is split, until the address that spoils it is alone. */
async function sendOne(run: Run, wallet: GasWallet): Promise<void> {
  const queue = await planSweeps(run, wallet)
  for (let tries = 0; tries < MAX_TRIES && !run.signal.aborted; tries += 1) {
    const plan = queue.shift()
    if (!plan) return
    const priced = await priceSweep(run, wallet, plan)
    if (priced) {
      const cost = priced.gasLimit * priced.fees.maxFeePerGas
      if (!(await canPay(run, wallet, cost))) return
      const call = { ...priced, contract: run.network.factory, relayId: null }
      await sendRecorded(run, wallet, { ...call, nonce: await wallet.nextNonce() })
      return
    }
    queue.push(...halves(run, plan))
  }
}
