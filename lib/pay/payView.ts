import { translator, type Translator } from '@/lib/i18n/translator'
import type { Locale } from '@/lib/i18n/locales'
import { laneInvoice } from '@/lib/chains/lanes'
import { logoPath } from '@/lib/logoPath'
import { lineTotalMinor } from '@/lib/domain/items'
import { tokenAmount, webUrl } from './format'
import type { PayInvoice, PayNetwork } from './input'
import { noticesOf } from './notices'
import { paymentLines } from './paymentLines'
import { isRequotable, isTimeOver, payState, type PayState } from './payState'
import { sayIn, type Say } from './say'
import { stateText } from './stateTexts'
import { tokenStandard } from './tokenStandard'
import type { Instruction, PayView, Step } from './view'
import { wordsOf } from './words'

/** Money may still be sent in these states, and the page says where to. */
const PAYABLE: readonly PayState[] = ['waiting', 'delayed', 'partial', 'reverted', 'wrong_asset']
/** Most who see the page in these states should not pay now. */
const FOLDED: readonly PayState[] = ['reverted', 'delayed']
const SWEEP_FOLLOWS_MS = 5 * 60_000
const STEP: Partial<Record<PayState, number>> = {
  waiting: 0,
  delayed: 0,
  closing: 0,
  repricing: 0,
  partial: 0,
  reverted: 0,
  detected: 1,
  confirming: 1,
  paid: 3,
  overpaid: 3,
}

/** The whole pay page in words, from what the public may know of an invoice. Pure: time is in `view.now`. */
export function payView(view: PayInvoice, networks: readonly PayNetwork[], locale: Locale): PayView {
  const t = translator(locale, 'pay')
  const say = sayIn(locale)
  const { invoice, option } = view
  const network = networks.find((one) => one.id === option.network) ?? {
    id: option.network,
    name: view.networks.find((one) => one.network === option.network)?.name ?? option.network,
    blockTimeMs: 0,
    explorer: null,
  }
  const state = payState(view)
  const payable = PAYABLE.includes(state) && !isTimeOver(view)
  const words = { ...wordsOf(view, network, locale), payable }
  return {
    id: invoice.id,
    locale,
    state,
    text: stateText(state, words, t),
    notices: noticesOf(view, state, words, t),
    steps: stepsOf(state, t),
    instruction:
      payable && option.address !== '' ? instructionOf(view, state, network.name, { t, say }) : null,
    proof: {
      label: translator(locale, 'receipt')('addressProof'),
      url: `/api/v1/public/invoice/${invoice.id}/address_proof`,
      file: `address-proof-${invoice.id}.json`,
    },
    custody: t(words.ownWallet ? 'foot.custodyOwn' : 'foot.custodyNone', words.args),
    pastAddress: payable || option.address === '' ? null : option.address,
    progress: progressOf(view, { t, say }),
    payments: paymentLines(view, networks, locale),
    order: orderOf(view, { t, say }),
    testMode: invoice.mode === 'test',
    simulated: laneInvoice(option.network) !== null,
    timer: payable
      ? {
          expiresAt: invoice.expiresAt.getTime(),
          now: view.now.getTime(),
          until: say.time(invoice.expiresAt, view.now),
        }
      : null,
    news: newsOf(view, state),
    seq: invoice.seq,
    requotable: isRequotable(view),
    exit: exitOf(view, state, words.merchant, t),
  }
}

type Speech = { t: Translator<'pay'>; say: Say }

function instructionOf(view: PayInvoice, state: PayState, network: string, { t, say }: Speech): Instruction {
  const { option, progress } = view
  const amount = tokenAmount(progress.remaining, option.decimals)
  return {
    folded: FOLDED.includes(state),
    sentence: t(progress.received > 0n ? 'send.same' : 'send.here', {
      amount: say.amount(progress.remaining, option),
      network,
    }),
    amount,
    symbol: option.token,
    network,
    standard: tokenStandard(option),
    address: option.address,
    credit:
      option.creditApplied === 0n
        ? null
        : t('send.credit', {
            whole: say.amount(option.quotedAmount, option),
            credit: say.amount(option.creditApplied, option),
          }),
    lock: lockOf(view, say),
    warning:
      laneInvoice(option.network) !== null
        ? t('send.nothing')
        : t('send.only', { token: option.token, network }),
  }
}

/** D3: the amount is quoted anew when its lock ends before the invoice does. */
function lockOf({ option, invoice, now }: PayInvoice, say: Say): Instruction['lock'] {
  const { quoteExpiresAt } = option
  if (option.rateSource === 'par' || quoteExpiresAt >= invoice.expiresAt) return null
  return { endsAt: quoteExpiresAt.getTime(), now: now.getTime(), until: say.time(quoteExpiresAt, now) }
}

/** Of several payments, or of one that is not enough; the whole in one is said by its own line. */
function progressOf({ option, progress, payments }: PayInvoice, { t, say }: Speech): PayView['progress'] {
  if (progress.received === 0n || (progress.remaining === 0n && payments.length === 1)) return null
  const amounts = {
    received: say.number(progress.received, option),
    required: say.amount(progress.required, option),
  }
  return {
    text: t('seen.of', amounts),
    spoken: t('seen.received', amounts),
    percent: say.percent(progress.percentHundredths),
    hundredths: progress.percentHundredths,
  }
}

/** The way of a payment; none where it has left that way. */
function stepsOf(state: PayState, t: Translator<'pay'>): Step[] {
  const current = STEP[state]
  if (current === undefined) return []
  return (['send', 'confirm', 'paid'] as const).map((step, index) => ({
    label: t(`steps.${step}`),
    state: index < current ? 'done' : index === current ? 'current' : 'todo',
  }))
}

function orderOf(
  { invoice, option, progress, merchantName, merchantLogo }: PayInvoice,
  { t, say }: Speech,
): PayView['order'] {
  const money = (minor: bigint) => say.fiat(minor, invoice.currency)
  return {
    merchant: merchantName || t('merchant.heading'),
    logo: merchantLogo && {
      url: logoPath(merchantLogo),
      width: merchantLogo.width,
      height: merchantLogo.height,
    },
    title: invoice.title,
    description: invoice.description,
    items: invoice.items.map((item) => ({
      name: item.name,
      description: item.description,
      quantity: item.quantity === '1' ? null : `${item.quantity} × ${money(BigInt(item.unitPriceMinor))}`,
      total: money(lineTotalMinor(item)),
    })),
    subtotal: money(invoice.subtotalMinor),
    tax: invoice.taxMinor === 0n ? null : money(invoice.taxMinor),
    total: money(invoice.totalMinor),
    currency: invoice.currency,
    credit:
      option.creditApplied === 0n
        ? null
        : {
            amount: say.ltr(`−${say.amount(option.creditApplied, option)}`),
            left: say.amount(progress.required, option),
          },
  }
}

function newsOf(view: PayInvoice, state: PayState): PayView['news'] {
  if (state === 'refunded') return 'never'
  if (state === 'paid' || state === 'overpaid')
    return view.swept ? 'never' : sweepIsDue(view) ? 'soon' : 'seldom'
  return ['expired', 'cancelled', 'late', 'underpaid', 'undone'].includes(state) ? 'seldom' : 'live'
}

/** Where sweeps run by themselves they follow at once; where the merchant sweeps, it may take days. */
function sweepIsDue({ invoice, now }: PayInvoice): boolean {
  return invoice.paidAt !== null && now.getTime() - invoice.paidAt.getTime() < SWEEP_FOLLOWS_MS
}

/** Back to the shop: with the goods once paid, without them before. Nothing to leave while money is under way. */
function exitOf(view: PayInvoice, state: PayState, merchant: string, t: Translator<'pay'>): PayView['exit'] {
  const { invoice } = view
  if (invoice.status === 'confirming') return null
  const url = webUrl(invoice.status === 'paid' ? invoice.returnUrl : invoice.cancelUrl)
  if (url === null) return null
  const cancels = state === 'waiting' || state === 'delayed'
  const label = t(cancels ? 'exit.cancel' : 'exit.back', { merchant })
  const isOver = invoice.status !== 'pending' && invoice.status !== 'partial'
  return { url, label, primary: isOver && !isRequotable(view) }
}
