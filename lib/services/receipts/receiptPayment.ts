import type { HubTermsRow } from '@/db/queries/hubTerms'
import { HUB_ADDRESS } from '@/lib/chains/evm/paymentHub'
import { laneInvoice, networkName } from '@/lib/chains/lanes'
import { payableBySymbol } from '@/lib/chains/payable'
import { knownNetwork } from '@/lib/chains/registry'
import { fiatText, formatUnits } from '@/lib/domain/money'
import { quoteAt } from '@/lib/domain/quoteVersions'
import type { ReceiptPayment } from '@/lib/proof/receipt'
import type { ServiceContext } from '../context'
import type { AddressRow, InvoiceRow, OptionView, PaymentView } from '../views'

type Beside = {
  invoice: Pick<InvoiceRow, 'currency'>
  options: readonly OptionView[]
  addresses: readonly AddressRow[]
  terms: readonly HubTermsRow[]
}

/** A payment as its receipt says it: worth what the quote of its block says (D3), where it is on the chain. */
export function receiptPayment(
  ctx: Pick<ServiceContext, 'networks'>,
  payment: PaymentView,
  { invoice, options, addresses, terms }: Beside,
): ReceiptPayment {
  const network = ctx.networks.get(payment.network) ?? knownNetwork(payment.network)
  const isSimulated = laneInvoice(payment.network) !== null
  const option = options.find((one) => one.network === payment.network && one.token === payment.token)
  const quote = option && quoteAt(option.past, option, payment.blockTime)
  const viaHub = terms.find((row) => row.id === payment.hubTermsId)
  const address = addresses.find((row) => row.id === payment.depositAddressId)?.address
  return {
    network: networkName(payment.network),
    chain_id: isSimulated ? null : (network?.chainId ?? null),
    asset: payment.token,
    token: (network && payableBySymbol(network, payment.token)?.address) ?? null,
    amount: formatUnits(payment.amount, payment.decimals),
    base_units: `${payment.amount}`,
    value: payment.valueMinor === null ? null : fiatText(payment.valueMinor, invoice.currency),
    rate: quote
      ? {
          numerator: `${quote.rateNum}`,
          denominator: `${quote.rateDen}`,
          source: quote.rateSource,
          at: quote.quotedAt.toISOString(),
        }
      : null,
    from: payment.fromAddress,
    to: viaHub ? HUB_ADDRESS : (address ?? ''),
    terms_hash: viaHub?.termsHash ?? null,
    transaction: payment.txHash,
    position: payment.position,
    block: {
      number: payment.blockNumber,
      hash: payment.blockHash,
      time: payment.blockTime.toISOString(),
    },
  }
}
