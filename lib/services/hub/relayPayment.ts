import { carrierOf, insertRelay, relayOf, relayRow, type RelayRow } from '@/db/queries/hubRelays'
import { optionsOf } from '@/db/queries/invoiceParts'
import { findPublicInvoice } from '@/db/queries/invoices'
import { countHit } from '@/db/queries/throttles'
import { isChainError } from '@/lib/chains/errors'
import type { GasWallet } from '@/lib/chains/gasPort'
import type { Hex } from '@/lib/chains/port'
import type { Provider } from '@/lib/chains/provider'
import type { OpenNetwork } from '@/lib/chains/registry'
import { DomainError } from '@/lib/domain/errors'
import { awaitsMoney } from '@/lib/domain/renewal'
import { newId } from '@/lib/ids'
import { serverTime, type RootContext } from '../context'
import { reconcileNetwork } from '../reconcile/reconcileNetwork'
import { sweepNetwork } from '../sweep/sweepNetwork'
import { admit, type Limit } from '../throttle/admit'
import { networkOf } from '../throttle/network'
import type { InvoiceRow } from '../views'
import { authorizationCall, relayFault } from './authorization'
import { verifyTerms } from './verifyTerms'

export type RelayInput = {
  /** Of the rail `hub`. */
  optionId: string
  payer: string
  /** Seconds, both exclusive. */
  validAfter: bigint
  validBefore: bigint
  /** Of 65 bytes, over `ReceiveWithAuthorization` whose nonce is the hash of the terms. */
  signature: Hex
}

export type Relayed = {
  id: string
  /** Waiting for the gas key, sent, in a block, or nothing came of it. */
  status: 'queued' | 'sent' | 'mined' | 'failed'
  txHash: string | null
  reason: string | null
}

/** The gas key on a network; null where there is none. */
export type GasKey = (network: OpenNetwork, provider: Provider) => GasWallet | null

/** A person waits for it; what is not sent by then is sent by the next run. */
const BUDGET_MS = 8_000
const DAY_MS = 24 * 60 * 60_000
const HOUR_MS = 60 * 60_000

/**
 * Hands in what a customer signed, so that they pay without gas of their own (F5, F9): against the terms that are offered now,
 * simulated first, within a budget for each address, invoice and day, recorded before it is sent. The same signature again is the same
 * relay. Null when the budget is spent. Throws NOT_FOUND, VALIDATION_FAILED, RELAY_REFUSED, RELAY_UNAVAILABLE, ADDRESS_MISMATCH.
 */
export async function relayPayment(
  ctx: RootContext,
  id: string,
  input: RelayInput,
  { from, gasKey }: { from: string | null; gasKey: GasKey },
): Promise<Relayed | null> {
  const invoice = await findPublicInvoice(ctx.db, id)
  if (!invoice) throw new DomainError('NOT_FOUND', 'Invoice not found')
  const { network, terms } = await offered(ctx, invoice, input)
  const known = await relayOf(ctx.db, terms.id, input.payer)
  if (known) return relayed(ctx, known)
  const provider = ctx.networks.providers(network.id)[0]
  const wallet = gasKey(network, provider)
  if (!wallet) throw unavailable()
  if (!(await isWithinBudget(ctx, invoice, from))) return null
  await mustGoThrough(ctx, wallet, network, authorizationCall(input, terms))
  const now = serverTime(ctx)
  const { payer, validAfter, validBefore, signature } = input
  const made = await insertRelay(ctx.db, {
    id: newId('rly', now),
    merchantId: invoice.merchantId,
    mode: invoice.mode,
    invoiceId: invoice.id,
    termsId: terms.id,
    network: network.id,
    payer,
    validAfter,
    validBefore,
    signature,
    createdAt: now,
  })
  // Where a run is under way already, that run or the next one sends it.
  await reconcileNetwork(ctx, network, BUDGET_MS, async (run) => {
    const own = gasKey(run.network, run.provider)
    if (own) await sweepNetwork(run, own)
  })
  const row = made ? await relayRow(ctx.db, made.id) : await relayOf(ctx.db, terms.id, payer)
  if (!row) throw new DomainError('RELAY_REFUSED', 'It would not go through any more')
  return relayed(ctx, row)
}

/** The terms that the customer is offered now, which is what they must have signed. */
async function offered(ctx: RootContext, invoice: InvoiceRow, input: RelayInput) {
  const options = await optionsOf(ctx.db, [invoice.id])
  const option = options.find((one) => one.id === input.optionId && one.rail === 'hub')
  const network = option && ctx.networks.get(option.network)
  if (!option || !network) {
    throw new DomainError(
      'VALIDATION_FAILED',
      'paymentOptionId: is no way to pay this invoice by a contract',
      {
        field: 'paymentOptionId',
      },
    )
  }
  await verifyTerms(ctx, invoice, [option])
  const now = ctx.clock.now()
  const { terms } = option
  if (!terms || !awaitsMoney(invoice, now)) {
    throw new DomainError('RELAY_REFUSED', 'This invoice waits for no payment any more')
  }
  const fault = relayFault(input, terms, now)
  if (fault) throw new DomainError('RELAY_REFUSED', `It cannot be handed in: ${fault}`)
  return { network, terms }
}

/** Each try counts, whatever comes of it: a simulation is asked of a provider. The day's budget is the gas key's, and no factor's. */
async function isWithinBudget(
  ctx: RootContext,
  invoice: Pick<InvoiceRow, 'id'>,
  from: string | null,
): Promise<boolean> {
  const limits: Limit[] = [{ what: 'hub.relay.invoice', who: invoice.id, limit: 5, withinMs: HOUR_MS }]
  if (from) limits.unshift({ what: 'hub.relay.address', who: networkOf(from), limit: 10, withinMs: HOUR_MS })
  if (!(await admit(ctx, limits)).admitted) return false
  const now = serverTime(ctx)
  const since = new Date(now.getTime() - DAY_MS)
  return countHit(ctx.db, 'hub.relay.day:all', { since, now, limit: ctx.policy.relaysPerDay })
}

/** Throws RELAY_REFUSED where the contract or the token would refuse it, RELAY_UNAVAILABLE where nobody can be asked. */
async function mustGoThrough(
  ctx: RootContext,
  wallet: GasWallet,
  network: OpenNetwork,
  data: Hex,
): Promise<void> {
  try {
    await wallet.simulate(network.hub ?? '', data)
  } catch (error) {
    if (!isChainError(error)) throw error
    ctx.log.warn({ network: network.id, error: error.message }, 'what a customer signed was not simulated')
    if (error.code !== 'bad_response') throw unavailable()
    throw new DomainError(
      'RELAY_REFUSED',
      'It would not go through: look at the signature, at what was signed, and at what the payer holds',
    )
  }
}

function unavailable(): DomainError {
  return new DomainError('RELAY_UNAVAILABLE', 'Nobody hands in signatures here now: pay from your wallet')
}

async function relayed(ctx: RootContext, row: RelayRow): Promise<Relayed> {
  const carrier = await carrierOf(ctx.db, row.id)
  const txHash = carrier?.txHashes.at(-1) ?? null
  if (row.refusedAt) return { id: row.id, status: 'failed', txHash, reason: row.refusalReason }
  switch (carrier?.status) {
    case 'sent':
    case 'mined':
      return { id: row.id, status: carrier.status, txHash, reason: null }
    default:
      return { id: row.id, status: 'queued', txHash: null, reason: null }
  }
}
