import { refuseRelay, waitingRelays, type RelayRow } from '@/db/queries/hubRelays'
import type { HubTermsRow } from '@/db/queries/hubTerms'
import { isChainError } from '@/lib/chains/errors'
import type { GasWallet } from '@/lib/chains/gasPort'
import { authorizationCall, relayFault } from '../hub/authorization'
import { fenced, type Run } from '../reconcile/run'
import { canPay } from './alarm'
import { sendRecorded } from './sendRecorded'

/** Handed in at once, in transactions that follow each other. */
const AT_ONCE = 10

/**
 * Hands in what customers signed, with the gas key's next nonces, each simulated first (F5, F9). What would not go through any more is
 * refused: it costs nothing, and its customer may sign again. Returns whether something was sent. Throws ChainError.
 */
export async function sendRelays(run: Run, wallet: GasWallet): Promise<boolean> {
  const { network } = run
  if (network.hub === null) return false
  const waiting = await waitingRelays(run.ctx.db, network.id, AT_ONCE)
  if (waiting.length === 0) return false
  const first = await wallet.nextNonce()
  let sent = 0
  for (const { relay, terms } of waiting) {
    if (run.signal.aborted) break
    const gasLimit = await simulated(run, wallet, relay, terms, network.hub)
    if (gasLimit === null) continue
    const fees = await wallet.fees()
    if (!(await canPay(run, wallet, gasLimit * fees.maxFeePerGas * BigInt(sent + 1)))) break
    const call = { contract: network.hub, data: authorizationCall(relay, terms), gasLimit, fees }
    await sendRecorded(run, wallet, { ...call, addressIds: [], relayId: relay.id, nonce: first + sent })
    sent += 1
  }
  return sent > 0
}

/** The gas it may take; null, and refused, where it would not go through. */
async function simulated(
  run: Run,
  wallet: GasWallet,
  relay: RelayRow,
  terms: HubTermsRow,
  hub: string,
): Promise<bigint | null> {
  const refuse = (reason: string) =>
    fenced(run, (ctx) => refuseRelay(ctx.db, relay.id, ctx.clock.now(), reason))
  const fault = relayFault(relay, terms, run.ctx.clock.now())
  if (fault) {
    await refuse(fault)
    return null
  }
  try {
    return await wallet.simulate(hub, authorizationCall(relay, terms))
  } catch (error) {
    if (!isChainError(error) || error.code !== 'bad_response') throw error
    run.ctx.log.warn({ relay: relay.id, error: error.message }, 'what a customer signed would not go through')
    await refuse('it would not go through')
    return null
  }
}
