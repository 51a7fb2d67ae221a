import type { z } from 'zod'
import type { PublicInvoice } from '@/lib/services/views'
import type { Wire } from '../json'
import { timestamp, timestampOrNull } from '../time'
import { assetAmount, percent } from './amounts'
import { presentShared } from './presentInvoice'
import type { publicInvoice } from './schemas'

/** The latest ones that are shown: anyone can send dust, and anyone can ask. What all come to is in the progress. */
const MOST_PAYMENTS = 100

/** What whoever holds the link may see: no fees, no audit, nothing of the merchant's notes. */
export function presentPublic(view: PublicInvoice): Wire<z.output<typeof publicInvoice>> {
  const { invoice, option, progress } = view
  const amount = (units: bigint) => assetAmount(units, option.decimals)
  const remainingMs = invoice.expiresAt.getTime() - view.now.getTime()
  return {
    ...presentShared(invoice, option),
    payments: view.payments.slice(-MOST_PAYMENTS).map((payment) => ({
      amount: assetAmount(payment.amount, payment.decimals),
      crypto_currency: payment.token,
      status: payment.status,
      confirmations: payment.confirmations,
      required_confirmations: payment.requiredConfirmations,
      confirmed_at: timestampOrNull(payment.confirmedAt),
    })),
    payment_progress: {
      received: amount(progress.received),
      required: amount(progress.required),
      remaining: amount(progress.remaining),
      percent: percent(progress.percentHundredths),
    },
    return_url: invoice.returnUrl,
    cancel_url: invoice.cancelUrl,
    time_remaining: Math.max(0, Math.floor(remainingMs / 1000)),
    quote_expires_at: timestamp(option.quoteExpiresAt),
    paused_reason: view.paused,
  }
}
