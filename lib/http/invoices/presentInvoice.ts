import type { z } from 'zod'
import { networkName } from '@/lib/chains/lanes'
import { splitFee } from '@/lib/domain/fees'
import type { RateLeg } from '@/lib/domain/rateInputs'
import type { Policy } from '@/lib/services/context'
import { dueOf } from '@/lib/services/invoices/invoiceProgress'
import type { InvoiceDetail, InvoiceRow, OptionView, PaymentView, ToldInvoice } from '@/lib/services/views'
import { decimal, type Wire } from '../json'
import { timestamp, timestampOrNull } from '../time'
import { assetAmount, assetText, fiat, percentage, rate, shownSplit } from './amounts'
import { presentCustomer, presentOverpayment } from './presentCustomer'
import { presentDelivery } from './presentEndpoint'
import { presentSettlementSummary } from './presentSettlement'
import type { createdInvoice, invoiceDetail, listedInvoice } from './schemas'

/** What merchant and customer both see. */
export function presentShared(invoice: InvoiceRow, option: OptionView) {
  return {
    id: invoice.id,
    title: invoice.title,
    description: invoice.description,
    items: invoice.items.map((item) => ({
      name: item.name,
      description: item.description,
      quantity: decimal(item.quantity),
      unit_price: fiat(BigInt(item.unitPriceMinor), invoice.currency),
    })),
    subtotal: fiat(invoice.subtotalMinor, invoice.currency),
    tax: fiat(invoice.taxMinor, invoice.currency),
    total: fiat(invoice.totalMinor, invoice.currency),
    currency: invoice.currency,
    crypto_currency: option.token,
    crypto_amount: assetText(dueOf(option), option.decimals),
    ...(option.token === 'USDT' ? { usdt_amount: assetAmount(dueOf(option), option.decimals) } : {}),
    credit_applied: assetAmount(option.creditApplied, option.decimals),
    network: networkName(option.network),
    address: option.address,
    status: invoice.status,
    expires_at: timestamp(invoice.expiresAt),
  }
}

export function presentListed(
  invoice: InvoiceRow,
  option: OptionView,
  policy: Policy,
): Wire<z.output<typeof listedInvoice>> {
  return { ...presentMerchantFields(invoice, option, policy), paid_at: timestampOrNull(invoice.paidAt) }
}

export function presentCreated(
  { invoice, option }: Pick<InvoiceDetail, 'invoice' | 'option'>,
  policy: Policy,
): Wire<z.output<typeof createdInvoice>> {
  return { ...presentMerchantFields(invoice, option, policy), ...presentTerms(invoice, option) }
}

/** The complete administrative view. */
export function presentDetail(detail: ToldInvoice, policy: Policy): Wire<z.output<typeof invoiceDetail>> {
  const { invoice } = detail
  return {
    ...presentCreated(detail, policy),
    paid_at: timestampOrNull(invoice.paidAt),
    cancelled_at: timestampOrNull(invoice.cancelledAt),
    payments: detail.payments.map(presentPayment),
    exceptions: detail.exceptions
      .filter((exception) => exception.closedAt === null)
      .map((exception) => ({ type: exception.kind, opened_at: timestamp(exception.openedAt) })),
    customer: presentCustomer(detail.customer),
    overpayment: presentOverpayment(detail.overpayment),
    settlement: detail.settlement && presentSettlementSummary(detail.settlement.settlement),
    webhook_deliveries: detail.deliveries.map(presentDelivery),
    audit_log: detail.events.map((event) => ({
      id: event.id,
      event: event.type,
      timestamp: timestamp(event.createdAt),
      actor: event.actor,
      ip_address: event.ipAddress,
      user_agent: event.userAgent,
      request_id: event.requestId,
    })),
  }
}

function presentMerchantFields(invoice: InvoiceRow, option: OptionView, policy: Policy) {
  return {
    ...presentShared(invoice, option),
    qr_code_url: `${policy.publicUrl}/api/v1/public/invoice/${invoice.id}/qr?size=256`,
    customer_url: `${policy.publicUrl}/invoice/${invoice.id}`,
    created_at: timestamp(invoice.createdAt),
    metadata: invoice.metadata,
  }
}

function presentTerms(invoice: InvoiceRow, option: OptionView) {
  const preview = shownSplit(splitFee(dueOf(option), invoice.feeBps), option)
  return {
    exchange_rate: {
      rate: rate(option.rateNum, option.rateDen),
      source: option.rateSource,
      locked_at: timestamp(option.quotedAt),
      expires_at: timestamp(option.quoteExpiresAt),
      inputs: option.rateInputs.legs.map(presentLeg),
    },
    confirmation_settings: {
      required_confirmations: option.requiredConfirmations,
      merchant_override: invoice.confirmationsOverride,
      amount_based_default: option.amountConfirmations,
    },
    settlement_preview: {
      gross_amount: preview.gross,
      platform_fee_amount: preview.fee,
      platform_fee_percentage: percentage(invoice.feeBps),
      net_amount: preview.net,
    },
  }
}

function presentLeg(leg: RateLeg) {
  return {
    pair: leg.pair,
    kind: leg.kind,
    value: leg.value,
    median: leg.median,
    sources: [
      ...leg.used.map((one) => ({ source: one.source, value: one.value, at: one.at, left_out: null })),
      ...leg.leftOut.map((one) => ({ source: one.source, value: one.value, at: one.at, left_out: one.why })),
    ],
  }
}

function presentPayment(payment: PaymentView) {
  return {
    id: payment.id,
    amount: assetAmount(payment.amount, payment.decimals),
    crypto_currency: payment.token,
    network: networkName(payment.network),
    tx_hash: payment.txHash,
    status: payment.status,
    confirmations: payment.confirmations,
    required_confirmations: payment.requiredConfirmations,
    block_number: payment.blockNumber,
    from_address: payment.fromAddress,
    detected_at: timestamp(payment.detectedAt),
    confirmed_at: timestampOrNull(payment.confirmedAt),
    network_fee: null,
  }
}
