import type { Translator } from '@/lib/i18n/translator'
import type { PayState } from './payState'
import type { StateText, Tone } from './view'
import type { Words } from './words'

const TONES: Record<PayState, Tone> = {
  waiting: 'calm',
  delayed: 'careful',
  closing: 'careful',
  repricing: 'careful',
  detected: 'working',
  confirming: 'working',
  partial: 'careful',
  underpaid: 'careful',
  paid: 'good',
  overpaid: 'good',
  late: 'careful',
  expired: 'bad',
  cancelled: 'bad',
  reverted: 'careful',
  undone: 'bad',
  wrong_asset: 'careful',
  refunded: 'calm',
}

type Sentences = Omit<StateText, 'tone' | 'label'>

/** Every sentence the page says about a state, with the rule behind it (D10, S6, S7), in the language of `t`. */
export function stateText(state: PayState, words: Words, t: Translator<'pay'>): StateText {
  return { tone: TONES[state], label: t(`states.${state}.label`), ...SENTENCES[state](words, t) }
}

const SENTENCES: Record<PayState, (w: Words, t: Translator<'pay'>) => Sentences> = {
  waiting: (w, t) => ({
    headline: t('send.here', { amount: w.required, network: w.network }),
    explanation: t('states.waiting.explanation', w.args),
    rule: t('states.waiting.rule', w.args) + w.gap + w.final,
    next: t('states.waiting.next'),
  }),
  delayed: (w, t) => plain('delayed', w, t),
  closing: (w, t) => plain('closing', w, t),
  repricing: (w, t) => ({
    ...plain('repricing', w, t),
    explanation: w.paused
      ? t('states.repricing.explanationWhy', { token: w.token, why: t(`paused.${w.paused}`) })
      : t('states.repricing.explanation', w.args),
  }),
  detected: (w, t) => underWay('detected', w, t),
  confirming: (w, t) => underWay('confirming', w, t),
  partial: (w, t) => plain('partial', w, t),
  underpaid: (w, t) => plain('underpaid', w, t),
  paid: (w, t) => ({
    headline: t('states.paid.headline'),
    explanation: paidBy(w, t),
    rule: w.paidElsewhere
      ? t('states.paid.ruleElsewhere')
      : w.credit
        ? t('states.paid.ruleCredit')
        : t('states.paid.rule'),
    next: w.isNothingSent ? t('states.paid.nothingSent') : afterPaying(w, t),
  }),
  overpaid: (w, t) => ({
    headline: t('states.overpaid.headline', w.args),
    explanation: t('states.overpaid.explanation', w.args),
    rule: t(`overpayment.${w.overpayment}`, w.args),
    next: afterPaying(w, t),
  }),
  late: (w, t) => ({
    ...plain('late', w, t),
    explanation: w.late ? t('states.late.explanationWhen', w.late) : t('states.late.explanation', w.args),
  }),
  expired: (w, t) => ({
    ...plain('expired', w, t),
    next: w.requotable ? t('states.expired.nextQuote') : t('states.expired.next', w.args),
  }),
  cancelled: (w, t) => plain('cancelled', w, t),
  reverted: (w, t) => plain('reverted', w, t),
  undone: (w, t) => plain('undone', w, t),
  wrong_asset: (w, t) => ({
    headline: w.foreign
      ? t('states.wrong_asset.headlineWhich', { foreign: w.foreign })
      : t('states.wrong_asset.headline'),
    explanation: t('states.wrong_asset.explanation', w.args),
    rule: t('states.wrong_asset.rule'),
    next: w.payable ? t('states.wrong_asset.nextPay', w.args) : t('states.wrong_asset.next', w.args),
  }),
  refunded: (w, t) => plain('refunded', w, t),
}

/** States that say the same whatever the facts are. */
type Plain = Exclude<PayState, 'waiting' | 'detected' | 'confirming' | 'paid' | 'overpaid'>

function plain(state: Plain, w: Words, t: Translator<'pay'>): Sentences {
  return {
    headline: t(`states.${state}.headline`, w.args),
    explanation: t(`states.${state}.explanation`, w.args),
    rule: t(`states.${state}.rule`, w.args),
    next: t(`states.${state}.next`, w.args),
  }
}

function underWay(state: 'detected' | 'confirming', w: Words, t: Translator<'pay'>): Sentences {
  return {
    headline: t(`states.${state}.headline`, w.args),
    explanation: t(`states.${state}.explanation`, w.args),
    rule: w.final,
    next: t(`states.${state}.next`),
  }
}

/** What paid it: money, the customer's credit, or both. */
function paidBy(w: Words, t: Translator<'pay'>): string {
  if (w.paidElsewhere) return t('states.paid.elsewhere', w.args)
  if (w.credit && w.isNothingSent) return t('states.paid.byCredit', { credit: w.credit })
  return [
    w.paidAt
      ? t('states.paid.arrivedAt', { received: w.received, at: w.paidAt })
      : t('states.paid.arrived', w.args),
    ...(w.credit ? [t('states.paid.beside', { credit: w.credit })] : []),
    t('states.paid.settled'),
  ].join(w.gap)
}

function afterPaying(w: Words, t: Translator<'pay'>): string {
  if (w.ownWallet) return t('states.paid.inWallet', w.args)
  return w.swept ? t('states.paid.swept', w.args) : t('states.paid.movesOn', w.args)
}
