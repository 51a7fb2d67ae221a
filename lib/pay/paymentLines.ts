import { timeOf, tokenText } from './format'
import type { PayInvoice, PayNetwork, PayPayment } from './input'
import type { PaymentLine, Tone } from './view'

/** Each transfer that was seen, oldest first, in words. */
export function paymentLines(view: PayInvoice, networks: readonly PayNetwork[]): PaymentLine[] {
  return view.payments.map((payment) => {
    const { status, tone } = standing(payment, view.invoice.expiresAt)
    const explorer = networks.find((one) => one.id === payment.network)?.explorer ?? null
    return {
      id: payment.id,
      amount: tokenText(payment.amount, payment),
      status,
      tone,
      confirmations: Math.min(payment.confirmations, payment.requiredConfirmations),
      required: payment.requiredConfirmations,
      counting:
        payment.valueMinor !== null && (payment.status === 'detected' || payment.status === 'confirming'),
      at: timeOf(payment.blockTime, view.now),
      transaction: payment.txHash
        ? {
            short: `${payment.txHash.slice(0, 8)}…${payment.txHash.slice(-6)}`,
            full: payment.txHash,
            url: explorer?.tx(payment.txHash) ?? null,
          }
        : null,
    }
  })
}

function standing(payment: PayPayment, expiresAt: Date): { status: string; tone: Tone } {
  if (payment.status === 'orphaned') return { status: 'Undone by the network', tone: 'bad' }
  if (payment.status === 'failed') return { status: 'Failed', tone: 'bad' }
  if (payment.valueMinor === null) return { status: 'Not the token that was asked for', tone: 'careful' }
  const late = payment.blockTime > expiresAt ? ', late' : ''
  if (payment.status === 'confirmed') return { status: `Confirmed${late}`, tone: late ? 'careful' : 'good' }
  const seen = Math.min(payment.confirmations, payment.requiredConfirmations)
  return { status: `${seen} of ${payment.requiredConfirmations} confirmations${late}`, tone: 'working' }
}
