import type { PayNetwork } from '@/lib/pay/input'
import { payState, type PayState } from '@/lib/pay/payState'
import type { Tone } from '@/lib/pay/view'
import { roughly } from '@/lib/pay/say'
import { wordsOf } from '@/lib/pay/words'
import { formatUnits } from '@/lib/domain/money'
import type { OverpaymentStatus } from '@/lib/domain/overpayment'
import type { ShownInvoice } from '@/lib/services/views'
import { inZone } from './zone'

/** Where an invoice stands, for its merchant: what is so, why, and what will happen by itself or has to be done. */
export type Standing = { tone: Tone | 'plain'; headline: string; why: string; next: string }

type Facts = ReturnType<typeof wordsOf> & {
  /** After how many blocks it is final, and about how long they take. */
  finality: string
  net: string | null
  fee: string | null
  payout: string | null
  cancelReason: string | null
  requotes: number
}

/** Says why an invoice is in its state, from its facts alone. */
export function standingOf(
  shown: ShownInvoice,
  { networks, zone }: { networks: readonly PayNetwork[]; zone: string },
): Standing {
  const { invoice, option, settlement } = shown
  const view = {
    ...shown,
    merchantName: '',
    merchantLogo: null,
    // Whoever pays is who has it quoted anew.
    paused: null,
    swept: settlement?.payout ? { txHash: settlement.payout.txHash } : null,
  }
  const network = networks.find((one) => one.id === option.network) ?? {
    id: option.network,
    name: option.network,
    blockTimeMs: 0,
    explorer: null,
  }
  const money = (amount: bigint) =>
    settlement && `${formatUnits(amount, settlement.settlement.decimals, 2)} ${settlement.settlement.token}`
  const words = wordsOf(view, network, 'en')
  const lateAt = shown.payments.find((payment) => payment.blockTime > invoice.expiresAt)?.blockTime
  return STANDINGS[payState(view)]({
    ...words,
    // The customer is told times in UTC; whoever looks here, in their own zone.
    by: inZone(invoice.expiresAt, zone),
    paidAt: invoice.paidAt && inZone(invoice.paidAt, zone),
    late: words.late && { ...words.late, lateAt: lateAt ? inZone(lateAt, zone) : words.late.lateAt },
    finality: finality(option.requiredConfirmations, network),
    net: settlement && money(settlement.settlement.net),
    fee: settlement && money(settlement.settlement.fee),
    payout: settlement?.payout ? money(settlement.payout.net) : null,
    cancelReason: invoice.cancelReason,
    requotes: invoice.requotesLeft,
  })
}

function finality(required: number, { blockTimeMs, name }: PayNetwork): string {
  const blocks = required === 1 ? '1 confirmation' : `${required} confirmations`
  return `${blocks}, ${roughly(required * blockTimeMs, 'en')} on ${name}`
}

const STANDINGS: Readonly<Record<PayState, (facts: Facts) => Standing>> = {
  waiting: (f) => ({
    tone: 'calm',
    headline: 'Waiting for the customer to pay',
    why: `Nothing has arrived at its address on ${f.network} yet. It asks for ${f.required} by ${f.by}.`,
    next: `Send the pay link to your customer. If nothing arrives by ${f.by}, the invoice expires by itself.`,
  }),
  delayed: (f) => ({
    tone: 'careful',
    headline: `${f.network} is being read with a delay`,
    why: 'The last block that we could prove is older than it should be, so a payment may have been made that is not shown here.',
    next: 'As soon as the network can be read again, payments are credited by the time of their block. The invoice does not expire meanwhile.',
  }),
  closing: (f) => ({
    tone: 'calm',
    headline: 'Its time is over: checking for late finds',
    why: `The quote ended on ${f.by}. It only ends for good once ${f.network} is proven up to then.`,
    next: 'In a moment it expires, or is completed by a payment that was made in time.',
  }),
  repricing: (f) => ({
    tone: 'careful',
    headline: 'Waiting for a price',
    why: `The price of ${f.token} cannot be told for sure, so that the customer is asked to wait.`,
    next: 'As soon as it can, the invoice is quoted anew by itself. What arrives meanwhile is valued at the price of that time.',
  }),
  detected: (f) => ({
    tone: 'working',
    headline: 'A payment was seen',
    why: `${f.received} arrived on ${f.network}: enough for this invoice, but it is not confirmed yet.`,
    next: `It counts as paid after ${f.finality}. Do not deliver before.`,
  }),
  confirming: (f) => ({
    tone: 'working',
    headline: `Confirming: ${f.seen} of ${f.needed}`,
    why: `${f.received} arrived on ${f.network}: enough for this invoice. Its blocks could still be undone.`,
    next: `It counts as paid after ${f.finality}. Do not deliver before.`,
  }),
  partial: (f) => ({
    tone: 'careful',
    headline: `${f.received} of ${f.required} arrived`,
    why: `The customer has sent a part. The pay page asks for the rest, ${f.remaining}, to the same address.`,
    next: `If the rest does not arrive by ${f.by}, the invoice stays partly paid and asks for your decision.`,
  }),
  underpaid: (f) => ({
    tone: 'careful',
    headline: `Underpaid: ${f.remaining} are missing`,
    why: `${f.received} of ${f.required} arrived before the time was over on ${f.by}, which is less than your tolerance allows.`,
    next: 'Decide with your customer: accept it as paid, give back what they sent, or make a new invoice over the rest. The money goes on to your wallet either way.',
  }),
  paid: (f) => ({
    tone: 'good',
    headline: f.paidAt ? `Paid on ${f.paidAt}` : 'Paid',
    why: `${paidText(f)} ${shareText(f)}`,
    next: f.isNothingSent ? 'Nothing was sent for this invoice, so that nothing is to come.' : payoutText(f),
  }),
  overpaid: (f) => ({
    tone: f.overpayment === 'credited' || f.overpayment === 'donated' ? 'good' : 'careful',
    headline: `Paid, and ${f.excess} too much`,
    why: `${f.received} arrived where ${f.required} were asked for, which is beyond your tolerance. ${shareText(f)}`,
    next: `${EXCESS[f.overpayment](f)} ${payoutText(f)}`,
  }),
  late: (f) => ({
    tone: 'careful',
    headline: 'Money arrived too late',
    why: f.late
      ? `${f.late.lateAmount} arrived on ${f.late.lateAt}, after the invoice had ended. Late money does not pay it by itself.`
      : 'Money arrived after the invoice had ended. Late money does not pay it by itself.',
    next: 'Decide with your customer: accept it and deliver, or give the money back. It goes on to your wallet either way.',
  }),
  expired: (f) => ({
    tone: 'plain',
    headline: 'Expired',
    why: `Nothing arrived by ${f.by}, and ${f.network} is proven up to then.`,
    next: f.requotable
      ? 'The customer can still ask for a new quote on the pay page. Otherwise nothing more happens.'
      : 'Nothing more happens. Money that arrives now is shown here and asks for your decision.',
  }),
  cancelled: (f) => ({
    tone: 'plain',
    headline: 'Cancelled',
    why: f.cancelReason ? `The reason given was: ${f.cancelReason}` : 'It was cancelled before it was paid.',
    next: 'Nothing more happens. Money that arrives now is shown here and asks for your decision.',
  }),
  reverted: (f) => ({
    tone: 'bad',
    headline: 'A payment was undone by the network',
    why: 'The block that held it is no longer part of the chain. It was not settled, so nothing is lost to you.',
    next: `It usually comes back in another block within minutes. Otherwise the customer has until ${f.by} to pay.`,
  }),
  undone: (f) => ({
    tone: 'bad',
    headline: 'A settled payment was undone',
    why: `The network took back a block after we had relied on it. The invoice stays paid in the books; ${f.received} of ${f.required} are on the chain now.`,
    next: 'If you have not delivered yet, wait. The payment may come back in another block; if it does not, ask your customer to send it again.',
  }),
  wrong_asset: (f) => ({
    tone: 'careful',
    headline: 'Another token arrived',
    why: `${f.foreign ?? 'Something'} arrived, but this invoice asks for ${f.token}. It does not pay the invoice.`,
    next: `The customer can still send ${f.remaining} until ${f.by}. The other token goes on to your wallet.`,
  }),
  refunded: () => ({
    tone: 'plain',
    headline: 'Refunded',
    why: 'The whole amount was given back.',
    next: 'Nothing more happens.',
  }),
}

/** What became of the excess, or what is to be done with it (D8). */
const EXCESS: Readonly<Record<OverpaymentStatus, (facts: Facts) => string>> = {
  credited: (f) =>
    `Deliver the order. The ${f.excess} are a credit of your customer’s: their next invoice asks for less.`,
  donated: () => 'Deliver the order. The excess is yours, by the terms of the invoice.',
  refund_due: (f) => `Deliver the order, and give the ${f.excess} back to your customer.`,
  refunded: () => 'Deliver the order. The excess has been given back.',
  needs_attention: (f) => `Deliver the order, and settle the ${f.excess} with your customer.`,
  pending: (f) => `Deliver the order. What becomes of the ${f.excess} is decided once they are confirmed.`,
}

function paidText(f: Facts): string {
  if (f.credit && f.isNothingSent) return `Your customer’s credit of ${f.credit} paid all of it.`
  const beside = f.credit ? ` A credit of ${f.credit} from an earlier payment paid the rest.` : ''
  return `${f.received} arrived and are confirmed.${beside}`
}

function shareText(f: Facts): string {
  if (!f.net || f.isNothingSent) return ''
  return `Of that ${f.net} are yours after a fee of ${f.fee}.`
}

function payoutText(f: Facts): string {
  return f.payout
    ? `${f.payout} have reached your wallet. There is nothing left to do.`
    : 'The money lies at its deposit address, from where it can only go to your wallet. The next sweep takes it there.'
}
