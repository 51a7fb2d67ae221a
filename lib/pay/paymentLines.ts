import type { Locale } from '@/lib/i18n/locales'
import { translator, type Translator } from '@/lib/i18n/translator'
import type { PayInvoice, PayNetwork, PayPayment } from './input'
import { sayIn } from './say'
import type { PaymentLine } from './view'

/** Each transfer that was seen, oldest first, in words. */
export function paymentLines(
  view: PayInvoice,
  networks: readonly PayNetwork[],
  locale: Locale,
): PaymentLine[] {
  const t = translator(locale, 'pay')
  const say = sayIn(locale)
  return view.payments.map((payment) => {
    const { status, tone } = standing(payment, view.invoice.expiresAt, t)
    const explorer = networks.find((one) => one.id === payment.network)?.explorer ?? null
    return {
      id: payment.id,
      amount: say.amount(payment.amount, payment),
      status,
      tone,
      confirmations: Math.min(payment.confirmations, payment.requiredConfirmations),
      required: payment.requiredConfirmations,
      counting:
        payment.valueMinor !== null && (payment.status === 'detected' || payment.status === 'confirming'),
      at: say.time(payment.blockTime, view.now),
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

function standing(
  payment: PayPayment,
  expiresAt: Date,
  t: Translator<'pay'>,
): Pick<PaymentLine, 'status' | 'tone'> {
  if (payment.status === 'orphaned') return { status: t('seen.orphaned'), tone: 'bad' }
  if (payment.status === 'failed') return { status: t('seen.failed'), tone: 'bad' }
  if (payment.valueMinor === null) return { status: t('seen.foreign'), tone: 'careful' }
  const late = payment.blockTime > expiresAt
  if (payment.status === 'confirmed') {
    return late
      ? { status: t('seen.confirmedLate'), tone: 'careful' }
      : { status: t('seen.confirmed'), tone: 'good' }
  }
  const needed = payment.requiredConfirmations
  const depth = { seen: Math.min(payment.confirmations, needed), needed }
  return { status: t(late ? 'seen.confirmationsLate' : 'seen.confirmations', depth), tone: 'working' }
}
