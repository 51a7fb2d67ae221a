import { insertAddress, insertOption } from '@/db/queries/invoiceParts'
import { ensurePayoutTerms, nextDepositCounter, type MerchantRow } from '@/db/queries/merchants'
import { networkState } from '@/db/queries/networks'
import type { PaymentMethodRow } from '@/db/queries/paymentMethods'
import { depositAddress, depositRef, depositSalt } from '@/lib/chains/evm/forwarder'
import type { Hex } from '@/lib/chains/port'
import type { PayableToken } from '@/lib/chains/payable'
import type { OpenNetwork } from '@/lib/chains/registry'
import { confirmationsForAmount, requiredConfirmations } from '@/lib/domain/confirmations'
import { FIAT_DECIMALS, type Fiat } from '@/lib/domain/money'
import { quoteAmount, type Rate } from '@/lib/domain/quote'
import { newId } from '@/lib/ids'
import type { ServiceContext } from '../context'
import type { InvoiceRow } from '../views'

type Place = {
  invoice: Pick<InvoiceRow, 'id' | 'merchantId' | 'mode' | 'feeBps' | 'monitorUntil'>
  merchant: MerchantRow
  method: PaymentMethodRow
  network: OpenNetwork
}

type Addition = {
  invoice: Pick<InvoiceRow, 'id' | 'merchantId' | 'mode' | 'totalMinor' | 'confirmationsOverride'> & {
    currency: Fiat
  }
  merchant: MerchantRow
  network: OpenNetwork
  token: PayableToken
  rate: Rate
  quoteEnds: Date
  addressId: string
  /** What a request without a choice gets: one of an invoice's. */
  isDefault: boolean
}

/**
 * Gives an invoice a fresh CREATE2 address on a network, whose salt commits to treasury, fee and a reference that the recovery file
 * rebuilds (F1). The one place where addresses are allotted. Returns its id.
 */
export async function allotForwarder(
  ctx: ServiceContext,
  { invoice, merchant, method, network }: Place,
): Promise<string> {
  const now = ctx.clock.now()
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
  return addressId
}

/** One way to pay an invoice at an address of its own: its quote is frozen now. */
export async function addForwarderOption(ctx: ServiceContext, addition: Addition): Promise<void> {
  const { invoice, merchant, network, token, rate, addressId } = addition
  const now = ctx.clock.now()
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
    isDefault: addition.isDefault,
  })
}

/** The terms as the contract's salt takes them. */
export function forwarderTerms(terms: { treasury: string; feeRecipient: string; feeBps: number }) {
  return { treasury: terms.treasury as Hex, feeRecipient: terms.feeRecipient as Hex, feeBps: terms.feeBps }
}
