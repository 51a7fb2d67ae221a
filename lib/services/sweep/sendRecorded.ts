import { insertSweep, updateSweep } from '@/db/queries/sweeps'
import type { Fees, GasWallet } from '@/lib/chains/gasPort'
import type { Hex } from '@/lib/chains/port'
import { newId } from '@/lib/ids'
import { fenced, type Run } from '../reconcile/run'

/** A call of the gas key that would go through now: what it calls, what it empties or hands in, and what it may cost. */
export type GasCall = {
  contract: string
  data: Hex
  addressIds: readonly string[]
  relayId: string | null
  gasLimit: bigint
  fees: Fees
  nonce: number
}

/**
 * Records, then sends: after a crash between the two the record is sent again under the same hash, so that nothing is
 * ever sent that is not recorded (F9). Throws ChainError.
 */
export async function sendRecorded(run: Run, wallet: GasWallet, call: GasCall): Promise<void> {
  const { network } = run
  const { contract, addressIds, relayId, data, nonce, gasLimit, fees } = call
  const signed = await wallet.sign({ to: contract, data, nonce, gasLimit, ...fees })
  const id = newId('swp', run.ctx.clock.now())
  await fenced(run, (ctx) =>
    insertSweep(ctx.db, {
      id,
      network: network.id,
      sender: wallet.address,
      nonce,
      contract,
      relayId,
      depositAddressIds: [...addressIds],
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
