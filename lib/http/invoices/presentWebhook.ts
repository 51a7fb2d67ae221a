import { networkName } from '@/lib/chains/lanes'
import { EXCEPTIONS, OVERPAYMENT_ACTIONS } from '@/lib/domain/invoice'
import { OVERPAYMENT_STATUSES } from '@/lib/domain/overpayment'
import type { InvoiceRow, PaymentView } from '@/lib/services/views'
import type { Told, ToldParts } from '@/lib/services/webhooks/told'
import { decimal, writeJson } from '../json'
import { timestamp, timestampOrNull } from '../time'
import { assetAmount, fiat, percent, shownAmount, shownSplit } from './amounts'
import type { z } from 'zod'
import type { Wire } from '../json'
import type { webhookMessage } from './webhookMessage'

type Message = Wire<z.output<typeof webhookMessage>>

/** An event as document 004's receivers get it: `{ id, type, created, data }`, and which mode it is of (W1). */
export function webhookBody(told: Told): string {
  return writeJson(presentWebhook(told))
}

export function presentWebhook(told: Told): Message {
  const invoice = presentInvoice(told.invoice)
  return {
    id: told.id,
    type: told.name,
    created: timestamp(told.createdAt),
    livemode: told.invoice.mode === 'live',
    data: told.parts ? { ...presentSubject(told, told.parts), invoice } : { invoice },
  }
}

/** What the event is about beside its invoice. */
function presentSubject(told: Told, parts: ToldParts): Omit<Message['data'], 'invoice'> {
  const { type, data } = told
  switch (type) {
    case 'payment.detected':
    case 'payment.confirmed':
    case 'payment.reverted':
    case 'payment.corrected':
    case 'payment.held':
    case 'payment.released':
    case 'invoice.confirming': {
      const payment = paymentOf(told, parts)
      const progress = { payment_progress: presentProgress(parts) }
      return payment ? { payment: presentPayment(payment), ...progress } : progress
    }
    case 'settlement.pending':
    case 'settlement.completed':
    case 'settlement.failed':
    case 'settlement.adjusted':
    case 'settlement.reversed':
      return settlementOf(parts)
    case 'settlement.swept':
      return {
        sweep: {
          tx_hash: String(data.tx_hash),
          currency: String(data.token),
          net_amount: String(data.net),
          fee_amount: String(data.fee),
        },
        ...settlementOf(parts),
      }
    case 'invoice.overpaid':
      return { ...overpaymentOf(told), payment_progress: presentProgress(parts) }
    case 'invoice.credit_applied':
    case 'invoice.credit_released':
      return {
        credit: {
          amount: decimal(String(data.amount)),
          credit_applied: decimal(String(data.credit_applied)),
          crypto_currency: String(data.currency),
        },
        payment_progress: presentProgress(parts),
      }
    case 'invoice.exception_opened':
    case 'invoice.exception_closed': {
      const exception = EXCEPTIONS.find((kind) => kind === data.exception)
      return { ...(exception ? { exception } : {}), payment_progress: presentProgress(parts) }
    }
    case 'refund.prepared':
    case 'refund.reported':
    case 'refund.sent':
    case 'refund.completed':
    case 'refund.reverted':
    case 'refund.cancelled':
    case 'refund.expired':
      return {
        refund: {
          id: String(data.refund),
          crypto_amount: String(data.amount),
          crypto_currency: String(data.token),
          to: String(data.to),
          tx_hash: data.tx_hash === null ? null : String(data.tx_hash),
        },
      }
    case 'invoice.paid_outside':
      return { reason: String(data.note), payment_progress: presentProgress(parts) }
    case 'invoice.completed':
      return { reason: String(data.reason), payment_progress: presentProgress(parts) }
    case 'invoice.created':
      return {}
    default:
      return { payment_progress: presentProgress(parts) }
  }
}

function presentInvoice(invoice: InvoiceRow) {
  return {
    id: invoice.id,
    title: invoice.title,
    status: invoice.status,
    total: fiat(invoice.totalMinor, invoice.currency),
    currency: invoice.currency,
    metadata: invoice.metadata,
    created_at: timestamp(invoice.createdAt),
    expires_at: timestamp(invoice.expiresAt),
    paid_at: timestampOrNull(invoice.paidAt),
  }
}

/** The payment that the event names; where an invoice begins to confirm, the newest that counts. */
function paymentOf({ type, data }: Told, { payments }: ToldParts): PaymentView | undefined {
  if (type === 'invoice.confirming') return payments.findLast((payment) => payment.orphanedAt === null)
  return payments.find((payment) => payment.id === data.payment)
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
  }
}

function overpaymentOf({ data }: Told): Pick<Message['data'], 'overpayment'> {
  const action = OVERPAYMENT_ACTIONS.find((one) => one === data.action)
  const status = [...OVERPAYMENT_STATUSES, 'reverted' as const].find((one) => one === data.status)
  if (!action || !status) return {}
  return {
    overpayment: {
      amount: decimal(String(data.amount)),
      crypto_currency: String(data.currency),
      action,
      status,
      customer: typeof data.customer === 'string' ? data.customer : null,
    },
  }
}

function presentProgress({ progress, option }: ToldParts) {
  return {
    received: assetAmount(progress.received, option.decimals),
    required: assetAmount(progress.required, option.decimals),
    remaining: assetAmount(progress.remaining, option.decimals),
    percent: percent(progress.percentHundredths),
  }
}

function settlementOf({ settlement }: ToldParts) {
  if (!settlement) return {}
  const shown = shownSplit(settlement, settlement)
  return {
    settlement: {
      id: settlement.id,
      invoice_id: settlement.invoiceId,
      gross_amount: shown.gross,
      platform_fee_amount: shown.fee,
      net_amount: shown.net,
      credit_applied: shownAmount(settlement.creditApplied, settlement),
      currency: settlement.token,
      status: settlement.status,
      settled_at: timestampOrNull(settlement.settledAt),
    },
  }
}
