import { invoicesPastTheirTime, leastWitnessed } from '@/db/queries/addresses'
import { addressesOf } from '@/db/queries/invoiceParts'
import { ensureNetwork, networkState, updateCursor } from '@/db/queries/networks'
import { confirmablePayments } from '@/db/queries/payments'
import { isChainError } from '@/lib/chains/errors'
import { describeError } from '@/lib/describeError'
import type { OpenNetwork } from '@/lib/chains/registry'
import { readClaims } from '../claims/readClaims'
import { serverTime, type ServiceContext } from '../context'
import { withFailover } from '../networks/withFailover'
import { confirmDeepPayments } from './confirm'
import { confirmDeepRefunds } from './confirmRefunds'
import { expireInvoices } from './expire'
import { expireRefunds } from './expireRefunds'
import { lookUpRefunds } from './lookUpRefunds'
import { rewindIfReorganised } from './rewind'
import { holdLease } from './lease'
import { noteGasPrice } from './noteGasPrice'
import { requireFresh } from './requireFresh'
import { isLeaseLost, type Run } from './run'
import { scanForward } from './scanForward'
import { verifyNetwork } from './verifyNetwork'
import { witness } from './witness'
import { witnessHub } from './witnessHub'

export type NetworkOutcome = {
  network: string
  outcome: 'done' | 'leased' | 'delayed' | 'out_of_time'
  from: number | null
  to: number | null
  payments: number
  error: string | null
}

/** Addresses whose balances are checked in every run, besides those with news (S4). */
const WITNESS_BUDGET = 100

/**
 * One run over one network: undo what was reorganised, credit what arrived, compare with the balances, confirm, expire.
 * May be run at once by several processes and killed at any point; trouble with the chain delays this network only.
 */
export async function reconcileNetwork(
  ctx: ServiceContext,
  network: OpenNetwork,
  budgetMs: number,
  afterwards: (run: Run) => Promise<void>,
): Promise<NetworkOutcome> {
  const outcome: NetworkOutcome = {
    network: network.id,
    outcome: 'done',
    from: null,
    to: null,
    payments: 0,
    error: null,
  }
  await ensureNetwork(ctx.db, network.id, network.mode)
  const lease = await holdLease(ctx, network.id)
  if (!lease) return { ...outcome, outcome: 'leased' }

  const signal = AbortSignal.timeout(budgetMs)
  const found = { wrongChain: false }
  try {
    outcome.from = (await networkState(ctx.db, network.id))?.blockNumber ?? null
    await withFailover(ctx, network, signal, async (provider, others) => {
      const { reader } = provider
      const run: Run = { ctx, network, provider, reader, others, lease: lease.held, signal }
      await verified(run, found)
      const { to, payments } = await readNetwork(run, budgetMs)
      outcome.to = to
      outcome.payments += payments
      await expireRefunds(ctx, network.id, signal)
      await afterwards(run)
    })
    if (signal.aborted) outcome.outcome = 'out_of_time'
  } catch (error) {
    // What it did not write, the run that took the lease writes.
    if (isLeaseLost(error)) return { ...outcome, outcome: 'leased' }
    outcome.outcome = signal.aborted ? 'out_of_time' : 'delayed'
    outcome.error = isChainError(error) ? error.code : 'internal'
    if (isChainError(error))
      ctx.log.warn({ network: network.id, error: error.message }, 'a network is delayed')
    else ctx.log.error({ network: network.id, error: describeError(error) }, 'reconciling failed')
  } finally {
    // Nobody who could be asked serves the chain that invoices would be paid on (S10).
    const unverified = found.wrongChain ? { verified: false } : {}
    await lease.release({ lastRunAt: serverTime(ctx), lastError: outcome.error, ...unverified })
  }
  return outcome
}

/** Notes whether the last provider that told its chain told another one. */
async function verified(run: Run, found: { wrongChain: boolean }): Promise<void> {
  try {
    await verifyNetwork(run)
    found.wrongChain = false
  } catch (error) {
    if (isChainError(error) && error.code === 'wrong_chain') found.wrongChain = true
    throw error
  }
}

async function readNetwork(run: Run, budgetMs: number): Promise<{ to: number; payments: number }> {
  const { ctx } = run
  const head = await run.reader.head(run.signal)
  await requireFresh(run, head)
  await noteGasPrice(run)
  await rewindIfReorganised(run, head)
  const scanned = await scanForward(run, head)
  await updateCursor(ctx.db, run.lease, { headNumber: head.number, headTime: head.time })
  const looked = await addressesToWitness(run, scanned.addressIds, scanned.cursor)
  const unsettled = await witness(run, looked, budgetMs / 2)
  await witnessHub(run)
  // Where balances are told of solid blocks alone, only these are final: a node of theirs that lags holds up what is above it.
  const solid = await run.reader.solid?.(run.signal)
  const deep = { proven: scanned.cursor, final: Math.min(scanned.cursor, solid?.number ?? scanned.cursor) }
  await confirmDeepPayments(run, deep, unsettled)
  await lookUpRefunds(run, scanned.cursor)
  await confirmDeepRefunds(run, deep)
  await readClaims(run, deep.final)
  // What was not looked at may still turn out to be paid in time.
  if (unsettled.size === 0) await expireInvoices(ctx, run.network.id, run.signal)
  return { to: scanned.cursor, payments: scanned.payments }
}

/** S4: on detection, before settlement, at expiry, and a rolling share of all the others. */
async function addressesToWitness(run: Run, touched: readonly string[], cursor: number): Promise<string[]> {
  const { ctx, network } = run
  const settling = await confirmablePayments(ctx.db, network.id, cursor, WITNESS_BUDGET)
  const expiring = await addressesOf(ctx.db, await invoicesPastTheirTime(ctx.db, network.id, WITNESS_BUDGET))
  const now = ctx.clock.now()
  const budget = network.witnessBudget ?? WITNESS_BUDGET
  const hot = await leastWitnessed(ctx.db, network.id, { hotAt: now }, budget)
  const cold = await leastWitnessed(ctx.db, network.id, { coldAt: now }, budget / 4)
  return [
    ...new Set([
      ...touched,
      ...settling.flatMap((payment) => payment.depositAddressId ?? []),
      ...expiring.filter((address) => address.network === network.id).map((address) => address.id),
      ...[...hot, ...cold].map((address) => address.id),
    ]),
  ]
}
