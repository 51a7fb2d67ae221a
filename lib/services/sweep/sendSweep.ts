import { insertSweep, updateSweep } from '@/db/queries/sweeps'
import type { GasWallet } from '@/lib/chains/gasPort'
import { newId } from '@/lib/ids'
import { fenced, type Run } from '../reconcile/run'
import type { PricedSweep } from './priceSweep'

/**
 * Records, then sends: after a crash between the two the record is sent again under the same hash, so that nothing is
 * ever sent that is not recorded (F9). Throws ChainError.
 */
export async function sendSweep(run: Run, wallet: GasWallet, sweep: PricedSweep): Promise<void> {
  const { network } = run
  const { addressIds, data, gasLimit, fees } = sweep
  const nonce = await wallet.nextNonce()
  const signed = await wallet.sign({ to: network.factory, data, nonce, gasLimit, ...fees })
  const id = newId('swp', run.ctx.clock.now())
  await fenced(run, (ctx) =>
    insertSweep(ctx.db, {
      id,
      network: network.id,
      sender: wallet.address,
      nonce,
      depositAddressIds: addressIds,
      callData: data,
      gasLimit,
      ...fees,
      txHashes: [signed.hash],
      status: 'recorded',
      createdAt: ctx.clock.now(),
    }),
  )
  await wallet.send(signed.raw)
  await updateSweep(run.ctx.db, id, { status: 'sent', sentAt: run.ctx.clock.now() })
}
