import { insertOption } from '@/db/queries/invoiceParts'
import type { Rail } from '@/db/schema'
import type { MerchantRow } from '@/db/queries/merchants'
import type { PayableToken } from '@/lib/chains/payable'
import type { OpenNetwork } from '@/lib/chains/registry'
import { confirmationsForAmount, requiredConfirmations } from '@/lib/domain/confirmations'
import { dollarsOf, inCents } from '@/lib/domain/dollars'
import { FIAT_DECIMALS, type Fiat } from '@/lib/domain/money'
import { quoteAmount } from '@/lib/domain/quote'
import { newId } from '@/lib/ids'
import type { ServiceContext } from '../context'
import type { QuotedRate } from '../rates/rateFor'
import type { InvoiceRow } from '../views'

type Addition = {
  invoice: Pick<
    InvoiceRow,
    'id' | 'merchantId' | 'mode' | 'totalMinor' | 'usdNum' | 'usdDen' | 'confirmationsOverride'
  > & {
    currency: Fiat
  }
  merchant: MerchantRow
  network: OpenNetwork
  token: PayableToken
  rate: QuotedRate
  quoteEnds: Date
  confirmationsAtLeast: number
  /** What its merchant asks for on this method; null is what S7 says. */
  confirmationsOfMethod: number | null
  rail: Rail
  /** Null on the rail `hub`. */
  addressId: string | null
  /** Of the rail `hub` alone. */
  treasury: string | null
  /** What a request without a choice gets: one of an invoice's. */
  isDefault: boolean
}

/** One way to pay an invoice, at an address of its own or through the hub: its quote is frozen now. */
export async function addOption(ctx: ServiceContext, addition: Addition): Promise<void> {
  const { invoice, merchant, network, token, rate, rail, addressId } = addition
  const now = ctx.clock.now()
  // Rounded up, so that the tier is never too low.
  const cents = inCents(invoice.totalMinor, invoice.currency, dollarsOf(invoice), 'up')
  const amountConfirmations = Math.max(network.confirmationFloor, confirmationsForAmount(cents))
  await insertOption(ctx.db, {
    id: newId('opt', now),
    merchantId: merchant.id,
    mode: invoice.mode,
    invoiceId: invoice.id,
    depositAddressId: addressId,
    network: network.id,
    rail,
    treasury: addition.treasury,
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
    rateInputs: rate.inputs,
    quotedAt: now,
    quoteExpiresAt: addition.quoteEnds,
    requiredConfirmations: requiredConfirmations({
      networkFloor: Math.max(network.confirmationFloor, addition.confirmationsAtLeast),
      amountDefault: merchant.amountBasedConfirmations ? amountConfirmations : network.confirmationFloor,
      override: invoice.confirmationsOverride ?? addition.confirmationsOfMethod,
    }),
    amountConfirmations,
    isDefault: addition.isDefault,
  })
}
