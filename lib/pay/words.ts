import type { Locale } from '@/lib/i18n/locales'
import { translator } from '@/lib/i18n/translator'
import type { PayInvoice, PayNetwork } from './input'
import { counts, isRequotable } from './payState'
import { sayIn, type Say } from './say'

/** The facts of an invoice as words, so that the sentences about them can be written in one place. */
export type Words = ReturnType<typeof wordsOf> & {
  /** The page says where to send what is owed. */
  payable: boolean
}

/** Languages that put nothing between two sentences. */
const UNSPACED: readonly Locale[] = ['ja', 'zh']

export function wordsOf(view: PayInvoice, network: PayNetwork, locale: Locale) {
  const { invoice, option, progress } = view
  const t = translator(locale, 'pay')
  const say = sayIn(locale)
  const amount = (units: bigint) => say.amount(units, option)
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
  const excess = progress.received > progress.required ? progress.received - progress.required : 0n
  const said = {
    merchant: view.merchantName ? say.name(view.merchantName) : t('merchant.unnamed'),
    token: option.token,
    network: network.name,
    required: amount(progress.required),
    received: amount(progress.received),
    remaining: amount(progress.remaining),
    remainingNumber: say.number(progress.remaining, option),
    excess: amount(excess),
    by: say.time(invoice.expiresAt, view.now),
    seen: shallowest ? Math.min(shallowest.confirmations, shallowest.requiredConfirmations) : 0,
    needed: shallowest?.requiredConfirmations ?? option.requiredConfirmations,
  }
  return {
    ...said,
    /** The same for messages to take from. */
    args: said,
    /** Between two sentences. */
    gap: UNSPACED.includes(locale) ? '' : ' ',
    isNothingSent: progress.received === 0n,
    /** The merchant has recorded that it was paid elsewhere. */
    paidElsewhere: invoice.paidOutsideAt !== null,
    paidAt: invoice.paidAt && say.time(invoice.paidAt, view.now),
    /** When a payment is final, as a sentence. */
    final: t('final', {
      count: option.requiredConfirmations,
      wait: say.roughly(option.requiredConfirmations * network.blockTimeMs),
      network: network.name,
    }),
    late: late && { lateAmount: say.amount(late.amount, late), ...lateTimes(late.blockTime, view, say) },
    foreign: foreign && say.amount(foreign.amount, foreign),
    /** Why there is no price; null where there is one. */
    paused: view.paused,
    swept: view.swept !== null,
    /** The address is one of the merchant's own wallet: nothing has to move on. */
    ownWallet: option.rail === 'xpub',
    requotable: isRequotable(view),
    /** What an earlier payment's credit pays; null where it pays nothing. */
    credit: option.creditApplied === 0n ? null : amount(option.creditApplied),
    /** What became of an excess. */
    overpayment: view.overpayment?.status ?? ('pending' as const),
  }
}

/** When it came and when the time ended, told apart also within one minute. */
function lateTimes(came: Date, { now, invoice }: PayInvoice, say: Say) {
  const by = say.time(invoice.expiresAt, now)
  const tell = say.time(came, now) === by ? say.second : say.time
  return { lateAt: tell(came, now), lateBy: tell(invoice.expiresAt, now) }
}
