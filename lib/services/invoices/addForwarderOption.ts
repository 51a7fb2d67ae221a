import { insertAddress, insertOption } from '@/db/queries/invoiceParts'
import { ensurePayoutTerms, nextDepositCounter, type MerchantRow } from '@/db/queries/merchants'
import { networkState } from '@/db/queries/networks'
import type { PaymentMethodRow } from '@/db/queries/paymentMethods'
import { depositAddress, depositRef, depositSalt } from '@/lib/chains/evm/forwarder'
import type { Hex } from '@/lib/chains/port'
import type { PayableToken } from '@/lib/chains/payable'
import type { OpenNetwork } from '@/lib/chains/registry'
import { confirmationsForAmount, requiredConfirmations } from '@/lib/domain/confirmations'
import { DomainError } from '@/lib/domain/errors'
import { FIAT_DECIMALS, isFiat } from '@/lib/domain/money'
import { quoteAmount } from '@/lib/domain/quote'
import { newId } from '@/lib/ids'
import type { ServiceContext } from '../context'
import type { InvoiceRow } from '../views'

type Addition = {
  invoice: Pick<
    InvoiceRow,
    | 'id'
    | 'merchantId'
    | 'mode'
    | 'currency'
    | 'totalMinor'
    | 'feeBps'
    | 'confirmationsOverride'
    | 'monitorUntil'
  >
  merchant: MerchantRow
  method: PaymentMethodRow
  network: OpenNetwork
  token: PayableToken
  quoteEnds: Date
}

/**
 * Gives an invoice one way to be paid: a fresh CREATE2 address whose salt commits to treasury, fee and a reference that
 * the recovery file rebuilds (F1), and a quote frozen now. The one place where addresses are allotted.
 */
export async function addForwarderOption(ctx: ServiceContext, addition: Addition): Promise<void> {
  const { invoice, merchant, method, network, token } = addition
  const now = ctx.clock.now()
  if (!isFiat(invoice.currency)) throw new DomainError('UNSUPPORTED_CURRENCY', 'Unknown invoice currency')
  const rate = await ctx.rates.rate(token, invoice.currency)
  if (!rate) {
    throw new DomainError('RATE_UNAVAILABLE', `No rate for ${token.symbol}/${invoice.currency} right now`, {
      field: 'crypto_currency',
    })
  }

  const terms = await ensurePayoutTerms(ctx.db, {
    id: newId('ptm', now),
    merchantId: merchant.id,
    treasury: method.treasury,
    feeRecipient: ctx.policy.feeRecipient,
    feeBps: invoice.feeBps,
    createdAt: now,
  })
  const counter = await nextDepositCounter(ctx.db, merchant.id)
  const ref = depositRef(ctx.secrets.open(merchant.recoverySeed) as Hex, counter)
  const salt = depositSalt({ ...forwarderTerms(terms), ref })
  const addressId = newId('dep', now)
  await insertAddress(ctx.db, {
    id: addressId,
    merchantId: merchant.id,
    mode: invoice.mode,
    invoiceId: invoice.id,
    network: network.id,
    address: depositAddress({ ...forwarderTerms(terms), ref }),
    termsId: terms.id,
    counter,
    ref,
    salt,
    hotUntil: invoice.monitorUntil,
    witnessedBlock: (await networkState(ctx.db, network.id))?.blockNumber ?? 0,
    createdAt: now,
  })

  const amountConfirmations = Math.max(network.confirmationFloor, confirmationsForAmount(invoice.totalMinor))
  await insertOption(ctx.db, {
    id: newId('opt', now),
    merchantId: merchant.id,
    mode: invoice.mode,
    invoiceId: invoice.id,
    depositAddressId: addressId,
    network: network.id,
    token: token.symbol,
    decimals: token.decimals,
    quotedAmount: quoteAmount({
      totalMinor: invoice.totalMinor,
      fiatDecimals: FIAT_DECIMALS[invoice.currency],
      tokenDecimals: token.decimals,
      rate,
    }),
    rateNum: rate.value.num,
    rateDen: rate.value.den,
    rateSource: rate.source,
    quotedAt: now,
    quoteExpiresAt: addition.quoteEnds,
    requiredConfirmations: requiredConfirmations({
      networkFloor: network.confirmationFloor,
      amountDefault: merchant.amountBasedConfirmations ? amountConfirmations : network.confirmationFloor,
      override: invoice.confirmationsOverride,
    }),
    amountConfirmations,
    isDefault: true,
  })
}

/** The terms as the contract's salt takes them. */
export function forwarderTerms(terms: { treasury: string; feeRecipient: string; feeBps: number }) {
  return { treasury: terms.treasury as Hex, feeRecipient: terms.feeRecipient as Hex, feeBps: terms.feeBps }
}
