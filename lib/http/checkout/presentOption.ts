import type { z } from 'zod'
import type { HubTermsRow } from '@/db/queries/hubTerms'
import { networkName } from '@/lib/chains/lanes'
import { payableBySymbol } from '@/lib/chains/payable'
import { knownNetwork } from '@/lib/chains/registry'
import { transferCall } from '@/lib/chains/transferCall'
import { formatUnits } from '@/lib/domain/money'
import { mulDiv } from '@/lib/domain/rational'
import { qrPng } from '@/lib/qr/png'
import { contractTerms } from '@/lib/services/hub/terms'
import { dueOf } from '@/lib/services/invoices/invoiceProgress'
import type { CheckoutOption } from '@/lib/services/checkout/checkoutView'
import type { Wire } from '../json'
import { timestamp } from '../time'
import type { checkoutInvoice } from './invoiceSchemas'

export type ShownOption = Wire<z.output<typeof checkoutInvoice>['paymentOptions'][number]>

const RATE_PLACES = 8
const QR_SIZE = 256

/** A rail by the document's name. */
export function railType(rail: CheckoutOption['rail']): 'wallet_contract' | 'address_transfer' {
  return rail === 'hub' ? 'wallet_contract' : 'address_transfer'
}

/**
 * One way to pay. What is to be sent is what is left; once nothing may be sent any more there is neither link nor code. Codes hold the plain
 * address: an app that half understands a link may send to a token's contract.
 */
export function presentOption(
  option: CheckoutOption,
  { payable, paymentUrl }: { payable: boolean; paymentUrl: string },
): ShownOption {
  const network = knownNetwork(option.network)
  const token = network && payableBySymbol(network, option.token)
  const tokenContract = token?.address ?? null
  const due = option.terms?.amount ?? (payable ? option.remaining : dueOf(option))
  const isCalled = option.rail === 'hub'
  return {
    id: option.id,
    railType: railType(option.rail),
    assetCode: option.token,
    network: networkName(option.network),
    quotedAmount: formatUnits(option.quotedAmount, option.decimals),
    quoteRate: formatUnits(
      mulDiv(option.rateNum, 10n ** BigInt(RATE_PLACES), option.rateDen, 'half-up'),
      RATE_PLACES,
      2,
    ),
    quoteExpiresAt: timestamp(option.quoteExpiresAt),
    destinationAddress: isCalled ? (network?.hub ?? null) : option.address,
    paymentUri:
      payable && !isCalled && network && token
        ? transferCall(network, tokenContract, option.address, due).uri
        : null,
    qrCode: payable ? qrCode(isCalled ? paymentUrl : option.address) : null,
    isDefault: option.isDefault,
    optionPayload: {
      chainId: network?.chainId ?? 0,
      recipient: option.terms?.treasury ?? option.address,
      tokenContract,
      decimals: option.decimals,
      requiredConfirmations: option.requiredConfirmations,
      paymentAmountAtomic: due.toString(),
      ...(option.terms && network?.hub ? callOf(network.hub, option.terms) : {}),
    },
  }
}

/** The call of the hub as its contract takes it. */
function callOf(contractAddress: string, row: HubTermsRow) {
  const { merchantId, invoiceId, paymentId, token, amount, treasury, fee, feeRecipient, deadline } =
    contractTerms(row)
  return {
    contractAddress,
    merchantIdHash: merchantId,
    invoiceIdHash: invoiceId,
    paymentIdHash: paymentId,
    paymentCall: {
      merchantId,
      invoiceId,
      paymentId,
      token,
      recipient: treasury,
      amount: amount.toString(),
      fee: fee.toString(),
      feeRecipient,
      deadline: Number(deadline),
    },
  }
}

/** As an image that a page can show at once. */
function qrCode(content: string): string {
  const png = qrPng(content, { size: QR_SIZE, style: 'classic', logo: null })
  return `data:image/png;base64,${png.toString('base64')}`
}
