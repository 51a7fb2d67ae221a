import { openSweeps, updateSweep, type SweepRow } from '@/db/queries/sweeps'
import type { GasWallet } from '@/lib/chains/gasPort'
import type { Hex } from '@/lib/chains/port'
import { fenced, type Run } from '../reconcile/run'
import { shortMessage } from './sendSweep'

/** A sweep not mined after so long is sent again with a higher fee. */
const BUMP_AFTER_MS = 90_000

/** Nodes replace a transaction only for at least 10 % more; this is above it on every client. */
const BUMP_PERCENT = 125n

/**
 * Looks after sweeps that are recorded or sent: notes those mined, sends again what a crash left unsent, raises the fee
 * of what is stuck, and lets go of one whose nonce another transaction used. Returns how many are still under way.
 */
export async function followSweeps(run: Run, wallet: GasWallet): Promise<number> {
  let underWay = 0
  for (const sweep of await openSweeps(run.ctx.db, run.network.id, wallet.address)) {
    if (await isMined(run, wallet, sweep)) continue
    if (sweep.nonce < (await wallet.nextNonce())) {
      // Asked again after the nonce was seen used: it may have been mined between the two questions.
      if (!(await isMined(run, wallet, sweep))) await end(run, sweep, { status: 'replaced' })
      continue
    }
    underWay += 1
    await pushOn(run, wallet, sweep)
  }
  return underWay
}

async function isMined(run: Run, wallet: GasWallet, sweep: SweepRow): Promise<boolean> {
  for (const hash of sweep.txHashes) {
    const outcome = await wallet.outcome(hash as Hex)
    if (!outcome) continue
    await end(
      run,
      sweep,
      outcome.succeeded
        ? { status: 'mined', minedAt: run.ctx.clock.now() }
        : { status: 'failed', failureReason: 'reverted on chain', minedAt: run.ctx.clock.now() },
    )
    return true
  }
  return false
}

async function end(run: Run, sweep: SweepRow, set: Partial<SweepRow>): Promise<void> {
  await fenced(run, (ctx) => updateSweep(ctx.db, sweep.id, set))
  run.ctx.log.info({ sweep: sweep.id, network: sweep.network, status: set.status }, 'a sweep ended')
}

/** Sends the same transaction again, or a dearer one in its place when it is stuck; recorded before it is sent. */
async function pushOn(run: Run, wallet: GasWallet, sweep: SweepRow): Promise<void> {
  const since = sweep.sentAt ?? sweep.createdAt
  const stuck = sweep.status === 'sent' && run.ctx.clock.now().getTime() - since.getTime() > BUMP_AFTER_MS
  const factor = stuck ? BUMP_PERCENT : 100n
  const fees = {
    maxFeePerGas: (sweep.maxFeePerGas * factor) / 100n,
    maxPriorityFeePerGas: (sweep.maxPriorityFeePerGas * factor) / 100n,
  }
  const signed = await wallet.sign({
    to: run.network.factory,
    data: sweep.callData as Hex,
    nonce: sweep.nonce,
    gasLimit: sweep.gasLimit,
    ...fees,
  })
  const txHashes = [...new Set([...sweep.txHashes, signed.hash])]
  await fenced(run, (ctx) => updateSweep(ctx.db, sweep.id, { ...fees, txHashes }))
  try {
    await wallet.send(signed.raw)
  } catch (error) {
    // A node that has it already says so; what it refuses for good is seen by the nonce later.
    run.ctx.log.info({ sweep: sweep.id, error: shortMessage(error) }, 'a sweep was not taken again')
  }
  if (stuck || sweep.status === 'recorded') {
    await fenced(run, (ctx) => updateSweep(ctx.db, sweep.id, { status: 'sent', sentAt: ctx.clock.now() }))
  }
}
