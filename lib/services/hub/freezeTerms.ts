import { insertHubTerms, type HubTermsRow } from '@/db/queries/hubTerms'
import { watchHubTerms } from '@/db/queries/hubWatches'
import { optionsOf, paymentsOf } from '@/db/queries/invoiceParts'
import { findInvoices } from '@/db/queries/invoices'
import { findMerchant } from '@/db/queries/merchants'
import { networkState } from '@/db/queries/networks'
import { refundsOf } from '@/db/queries/refunds'
import { hubTermsHash } from '@/lib/chains/evm/paymentHub'
import { payableBySymbol } from '@/lib/chains/payable'
import { splitFee } from '@/lib/domain/fees'
import { awaitsMoney } from '@/lib/domain/renewal'
import { newId } from '@/lib/ids'
import type { ServiceContext } from '../context'
import { progressOf } from '../invoices/invoiceProgress'
import type { InvoiceRow, OptionView } from '../views'
import { hubStatement } from './hubStatement'
import { contractTerms, paymentIdOf } from './terms'
import { openSeed } from '../secrets/openSeed'

const ZERO_ADDRESS = `0x${'0'.repeat(40)}`

/**
 * Sees to it that each of an open invoice's options by the hub has terms of what is left to pay, good until its quote ends (D3, F5).
 * Terms that were offered before stay, and are credited when they are paid. Changes nothing where they are as they should be. The
 * caller holds the invoice's lock, or has just made it.
 */
export async function freezeTerms(ctx: ServiceContext, invoiceId: string): Promise<void> {
  const options = await optionsOf(ctx.db, [invoiceId])
  if (!options.some((option) => option.rail === 'hub')) return
  const [invoice] = await findInvoices(ctx.db, [invoiceId])
  if (!invoice || !awaitsMoney(invoice, ctx.clock.now())) return
  const payments = await paymentsOf(ctx.db, [invoiceId])
  const refunds = await refundsOf(ctx.db, [invoiceId])
  for (const option of options) {
    if (option.rail !== 'hub') continue
    const { remaining } = progressOf(invoice, options, option, payments, refunds)
    await freezeOption(ctx, invoice, option, remaining)
  }
}

async function freezeOption(
  ctx: ServiceContext,
  invoice: InvoiceRow,
  option: OptionView,
  amount: bigint,
): Promise<void> {
  const now = ctx.clock.now()
  const deadline = deadlineOf(invoice, option)
  const last = option.terms
  const { fee } = splitFee(amount, invoice.feeBps)
  if (amount === 0n || deadline <= now) return
  if (last && last.amount === amount && last.deadline.getTime() === deadline.getTime()) return
  const network = ctx.networks.get(option.network)
  const token = network && payableBySymbol(network, option.token)
  const merchant = await findMerchant(ctx.db, invoice.merchantId)
  if (!network || !token || !merchant || option.treasury === null) return
  const row: Omit<HubTermsRow, 'termsHash' | 'paymentId' | 'signature' | 'signingKey'> = {
    id: newId('hub', now),
    merchantId: invoice.merchantId,
    mode: invoice.mode,
    invoiceId: invoice.id,
    optionId: option.id,
    network: option.network,
    version: (last?.version ?? 0) + 1,
    token: option.token,
    decimals: option.decimals,
    tokenAddress: token.address ?? ZERO_ADDRESS,
    amount,
    fee,
    treasury: option.treasury,
    feeRecipient: ctx.policy.feeRecipient,
    deadline,
    createdAt: now,
  }
  const paymentId = paymentIdOf(row, network.chainId, openSeed(ctx, merchant))
  const termsHash = hubTermsHash(network.chainId, contractTerms({ ...row, paymentId }))
  const terms = { ...row, paymentId, termsHash }
  const signature = ctx.signer.sign(hubStatement(terms, network.chainId))
  await insertHubTerms(ctx.db, { ...terms, signature: signature.value, signingKey: signature.key })
  const witnessedBlock = (await networkState(ctx.db, network.id))?.blockNumber ?? 0
  await watchHubTerms(ctx.db, { termsId: row.id, network: network.id, witnessedBlock })
}

/** The quote's end in whole seconds; what is at par alone has none before its invoice's. */
function deadlineOf(invoice: InvoiceRow, option: OptionView): Date {
  const ends = option.rateSource === 'par' ? invoice.expiresAt : option.quoteExpiresAt
  return new Date(Math.floor(ends.getTime() / 1000) * 1000)
}
