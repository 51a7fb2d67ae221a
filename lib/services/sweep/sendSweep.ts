import { insertSweep, updateSweep } from '@/db/queries/sweeps'
import type { GasWallet } from '@/lib/chains/gasPort'
import { newId } from '@/lib/ids'
import { fenced, type Run } from '../reconcile/run'
import type { SweepPlan } from './planSweeps'

/**
 * Simulates, records, then sends: after a crash between the two the record is sent again under the same hash, so that
 * nothing is ever sent that is not recorded (F9). Returns the most it can cost in wei; null when it would revert.
 */
export async function sendSweep(
  run: Run,
  wallet: GasWallet,
  plan: SweepPlan,
): Promise<{ cost: bigint } | null> {
  const { network } = run
  const gasLimit = await wallet.simulate(network.factory, plan.data).catch((error: unknown) => {
    run.ctx.log.error(
      { network: network.id, error: shortMessage(error) },
      'a sweep would revert and is not sent',
    )
    return null
  })
  if (gasLimit === null) return null
  const fees = await wallet.fees()
  const nonce = await wallet.nextNonce()
  const signed = await wallet.sign({ to: network.factory, data: plan.data, nonce, gasLimit, ...fees })
  const id = newId('swp', run.ctx.clock.now())
  await fenced(run, (ctx) =>
    insertSweep(ctx.db, {
      id,
      network: network.id,
      sender: wallet.address,
      nonce,
      depositAddressIds: plan.addressIds,
      callData: plan.data,
      gasLimit,
      ...fees,
      txHashes: [signed.hash],
      status: 'recorded',
      createdAt: ctx.clock.now(),
    }),
  )
  await wallet.send(signed.raw)
  await updateSweep(run.ctx.db, id, { status: 'sent', sentAt: run.ctx.clock.now() })
  return { cost: gasLimit * fees.maxFeePerGas }
}

/** The first line of an error: the rest may hold an RPC URL, which can carry a key. */
export function shortMessage(error: unknown): string {
  if (error !== null && typeof error === 'object' && 'shortMessage' in error)
    return String(error.shortMessage)
  return error instanceof Error ? error.name : 'unknown error'
}
