import { refuseRelay } from '@/db/queries/hubRelays'
import { updateSweep, type SweepRow } from '@/db/queries/sweeps'
import { isChainError } from '@/lib/chains/errors'
import type { Fees, GasWallet } from '@/lib/chains/gasPort'
import type { Hex } from '@/lib/chains/port'
import { fenced, type Run } from '../reconcile/run'
import { canPay } from './alarm'

/** A sweep not mined after so long is sent again with a higher fee. */
const BUMP_AFTER_MS = 90_000

/** Nodes replace a transaction only for at least 10 % more; this is above it on every client. */
const BUMP_PERCENT = 125n

/** No fee goes above so many times what the chain asks for now. */
const MOST_OF_MARKET = 4n

/**
 * Looks after sweeps, and what was handed in for customers, that are recorded or sent, in the order of their nonces: notes those mined, sends again what a crash
 * left unsent, raises the fee of what is stuck, and lets go of one whose nonce another transaction used. Returns how many
 * are still under way.
 */
export async function followSweeps(run: Run, wallet: GasWallet, open: readonly SweepRow[]): Promise<number> {
  let underWay = 0
  for (const sweep of open) {
    if (run.signal.aborted) return underWay + 1
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
  await fenced(run, async (ctx) => {
    await updateSweep(ctx.db, sweep.id, set)
    // Its customer may sign again.
    if (sweep.relayId === null || set.status !== 'failed') return
    await refuseRelay(ctx.db, sweep.relayId, ctx.clock.now(), 'it was reverted on chain')
  })
  run.ctx.log.info({ sweep: sweep.id, network: sweep.network, status: set.status }, 'a sweep ended')
}

/** Sends the same transaction again, or a dearer one in its place when it is stuck; recorded before it is sent. */
async function pushOn(run: Run, wallet: GasWallet, sweep: SweepRow): Promise<void> {
  const since = sweep.sentAt ?? sweep.createdAt
  const stuck = run.ctx.clock.now().getTime() - since.getTime() > BUMP_AFTER_MS
  const fees = stuck ? dearer(sweep, await wallet.fees()) : feesOf(sweep)
  if (stuck) await canPay(run, wallet, sweep.gasLimit * fees.maxFeePerGas)
  const signed = await wallet.sign({
    to: sweep.contract,
    data: sweep.callData as Hex,
    nonce: sweep.nonce,
    gasLimit: sweep.gasLimit,
    ...fees,
  })
  const txHashes = [...new Set([...sweep.txHashes, signed.hash])]
  await fenced(run, (ctx) => updateSweep(ctx.db, sweep.id, { txHashes }))
  try {
    await wallet.send(signed.raw)
  } catch (error) {
    // It keeps its old fee, so that a refusal raises nothing; what is refused for good is seen by the nonce later.
    if (!isChainError(error)) throw error
    run.ctx.log.warn({ sweep: sweep.id, error: error.message }, 'a sweep was not taken again')
    return
  }
  if (!stuck && sweep.status === 'sent') return
  await fenced(run, (ctx) =>
    updateSweep(ctx.db, sweep.id, { ...fees, status: 'sent', sentAt: ctx.clock.now() }),
  )
}

function feesOf({ maxFeePerGas, maxPriorityFeePerGas }: Fees): Fees {
  return { maxFeePerGas, maxPriorityFeePerGas }
}

/** Enough above what it was to replace it, and what the chain asks for now; unchanged where that would be out of proportion. */
function dearer(sweep: Fees, market: Fees): Fees {
  const raised = (before: bigint, now: bigint) => {
    const least = (before * BUMP_PERCENT) / 100n + 1n
    return least > now ? least : now
  }
  const maxFeePerGas = raised(sweep.maxFeePerGas, market.maxFeePerGas)
  if (maxFeePerGas > market.maxFeePerGas * MOST_OF_MARKET) return feesOf(sweep)
  const tip = raised(sweep.maxPriorityFeePerGas, market.maxPriorityFeePerGas)
  return { maxFeePerGas, maxPriorityFeePerGas: tip < maxFeePerGas ? tip : maxFeePerGas }
}
