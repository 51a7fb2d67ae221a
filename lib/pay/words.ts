import { PAUSE_TEXTS } from '@/lib/domain/rateInputs'
import type { PayInvoice, PayNetwork } from './input'
import { fiatAmount, roughly, timeOf, timeToTheSecond, tokenAmount, tokenText } from './format'
import { counts, isRequotable } from './payState'

/** The facts of an invoice as words, so that the sentences about them can be written in one place. */
export type Words = ReturnType<typeof wordsOf> & {
  /** The page says where to send what is owed. */
  payable: boolean
}

export function wordsOf(view: PayInvoice, network: PayNetwork) {
  const { invoice, option, progress } = view
  const amount = (units: bigint) => tokenText(units, option)
  const counted = view.payments.filter(counts)
  const shallowest = counted
    .filter((payment) => payment.status !== 'confirmed')
    .sort(
      (a, b) => a.confirmations - a.requiredConfirmations - (b.confirmations - b.requiredConfirmations),
    )[0]
  const late = view.payments.find((payment) => counts(payment) && payment.blockTime > invoice.expiresAt)
  const foreign = view.payments.find(
    (payment) => payment.valueMinor === null && payment.status !== 'orphaned',
  )
  return {
    merchant: view.merchantName || 'the merchant',
    token: option.token,
    network: network.name,
    total: fiatAmount(invoice.totalMinor, invoice.currency),
    required: amount(progress.required),
    received: amount(progress.received),
    isNothingSent: progress.received === 0n,
    /** The merchant has recorded that it was paid elsewhere. */
    paidElsewhere: invoice.paidOutsideAt !== null,
    remaining: amount(progress.remaining),
    remainingNumber: tokenAmount(progress.remaining, option.decimals),
    excess: amount(progress.received > progress.required ? progress.received - progress.required : 0n),
    by: timeOf(invoice.expiresAt, view.now),
    paidAt: invoice.paidAt && timeOf(invoice.paidAt, view.now),
    confirmations: shallowest ? Math.min(shallowest.confirmations, shallowest.requiredConfirmations) : 0,
    confirmationsNeeded: shallowest?.requiredConfirmations ?? option.requiredConfirmations,
    finality: finality(option.requiredConfirmations, network),
    late: late && {
      amount: tokenText(late.amount, late),
      ...lateTimes(late.blockTime, view),
    },
    foreign: foreign && tokenText(foreign.amount, foreign),
    /** Why there is no price, in words; null where there is one. */
    paused: view.paused && PAUSE_TEXTS[view.paused],
    swept: view.swept !== null,
    /** The address is one of the merchant's own wallet: nothing has to move on. */
    ownWallet: option.rail === 'xpub',
    requotable: isRequotable(view),
    /** What an earlier payment's credit pays; null where it pays nothing. */
    credit: option.creditApplied === 0n ? null : amount(option.creditApplied),
    whole: amount(option.quotedAmount),
    /** What became of an excess. */
    overpayment: view.overpayment?.status ?? 'pending',
  }
}

/** When it came and when the time ended, told apart also within one minute. */
function lateTimes(came: Date, { now, invoice }: PayInvoice) {
  const by = timeOf(invoice.expiresAt, now)
  const tell = timeOf(came, now) === by ? timeToTheSecond : timeOf
  return { at: tell(came, now), by: tell(invoice.expiresAt, now) }
}

function finality(required: number, network: PayNetwork): string {
  const blocks = required === 1 ? '1 confirmation' : `${required} confirmations`
  return `${blocks}, ${roughly(required * network.blockTimeMs)} on ${network.name}`
}
