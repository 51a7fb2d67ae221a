import type { OverpaymentStatus } from '@/lib/domain/overpayment'
import type { PayState } from './payState'
import type { StateText } from './view'
import type { Words } from './words'

/** Every sentence the page says about a state, with the rule behind it (D10, S6, S7). */
export const stateTexts: Record<PayState, (words: Words) => StateText> = {
  waiting: (w) => ({
    tone: 'calm',
    label: 'Waiting for payment',
    headline: `Send exactly ${w.required} on ${w.network} to this address`,
    explanation: `From any wallet or exchange. If yours takes its fee out of the amount, add the fee on top, so that ${w.required} arrives.`,
    rule: `A payment is in time if its block is stamped ${w.by} or earlier. It is final after ${w.finality}.`,
    next: 'This page notices your payment by itself and follows it until it is final.',
  }),

  delayed: (w) => ({
    tone: 'careful',
    label: 'Network delayed',
    headline: `We cannot see new payments on ${w.network} right now`,
    explanation: 'If you have paid, do not pay again. Your payment is on the chain and will be found.',
    rule: `What counts is the time of its block, not when we see it: ${w.by} or earlier is in time. The invoice does not expire while the network is delayed.`,
    next: 'If you have not paid yet, it is best to wait until this message is gone.',
  }),

  closing: (w) => ({
    tone: 'careful',
    label: 'Time is up',
    headline: 'Please do not send anything now',
    explanation: `The time to pay ended at ${w.by}. We are looking through the last blocks before that.`,
    rule: `A payment whose block is stamped ${w.by} or earlier still counts, even if it is found later.`,
    next: 'If you have paid, do not pay again: this page changes as soon as the network has answered.',
  }),

  repricing: (w) => ({
    tone: 'careful',
    label: 'New price on its way',
    headline: 'Please do not send anything right now',
    explanation: `The price of ${w.token} cannot be told for sure${w.paused ? `: ${w.paused}` : ''}. The amount is shown again as soon as it can.`,
    rule: 'What is already on its way is not lost: it is valued at the price of the time it arrives.',
    next: `This page shows the new amount by itself. ${w.merchant} keeps the invoice open until ${w.by}.`,
  }),

  detected: (w) => ({
    tone: 'working',
    label: 'Payment seen',
    headline: 'We see your payment',
    explanation: `${w.received} is in a block on ${w.network}. Nothing more to send.`,
    rule: `It is final after ${w.finality}.`,
    next: 'You can stay here or close this page: the payment goes on by itself.',
  }),

  confirming: (w) => ({
    tone: 'working',
    label: 'Confirming',
    headline: `Confirming: ${w.confirmations} of ${w.confirmationsNeeded}`,
    explanation: `${w.received} has arrived. Each new block makes it safer. Nothing more to send.`,
    rule: `It is final after ${w.finality}.`,
    next: 'You can stay here or close this page: the payment goes on by itself.',
  }),

  partial: (w) => ({
    tone: 'careful',
    label: 'Partly paid',
    headline: `Send ${w.remainingNumber} more to the same address`,
    explanation: `${w.received} of ${w.required} has arrived and counts. Only the rest is missing.`,
    rule: `Payments add up. The rest is in time if its block is stamped ${w.by} or earlier.`,
    next: 'Once the rest arrives, everything is confirmed together.',
  }),

  underpaid: (w) => ({
    tone: 'careful',
    label: 'Not enough in time',
    headline: `${w.remaining} is missing`,
    explanation: `${w.received} of ${w.required} arrived before the time ended at ${w.by}. It is recorded with this invoice and not lost.`,
    rule: `What comes now is late: it is recorded too, and ${w.merchant} decides whether to accept it.`,
    next: `Ask ${w.merchant} before you send the rest.`,
  }),

  paid: (w) => ({
    tone: 'good',
    label: 'Paid',
    headline: 'Paid. Thank you',
    explanation: paidBy(w),
    rule: w.paidElsewhere
      ? 'What is paid in another way is between you and the merchant.'
      : w.credit
        ? 'Credit is what you paid too much before; it is taken off what an invoice asks for.'
        : 'A settled payment has all the confirmations it needs.',
    next: w.isNothingSent ? 'You have nothing to send, and nothing left to do.' : afterPaying(w),
  }),

  overpaid: (w) => ({
    tone: 'good',
    label: 'Paid, with an excess',
    headline: `Paid, with ${w.excess} too much`,
    explanation: `${w.received} arrived and ${w.required} was asked for. The invoice is settled.`,
    rule: OVERPAYMENT[w.overpayment](w),
    next: afterPaying(w),
  }),

  late: (w) => ({
    tone: 'careful',
    label: 'Arrived late',
    headline: 'Your payment came after the time was over',
    explanation: w.late
      ? `${w.late.amount} arrived at ${w.late.at}; the time ended at ${w.late.by}. It is recorded with this invoice and not lost.`
      : `The time ended at ${w.by}. What arrived is recorded with this invoice and not lost.`,
    rule: `Late money is not taken by itself: ${w.merchant} accepts it or gives it back.`,
    next: `Contact ${w.merchant}, and do not pay again.`,
  }),

  expired: (w) => ({
    tone: 'bad',
    label: 'Expired',
    headline: 'This invoice has expired',
    explanation: `Nothing arrived by ${w.by}. Please do not send anything to its address now.`,
    rule: `A payment whose block is stamped ${w.by} or earlier still counts. If yours was in time, this page changes once it is found.`,
    next: w.requotable
      ? 'To pay, get a new quote: the same address, the price of now, and as much time as before.'
      : `To pay, ask ${w.merchant} for a new invoice: it comes with a fresh quote.`,
  }),

  cancelled: (w) => ({
    tone: 'bad',
    label: 'Cancelled',
    headline: 'This invoice was cancelled',
    explanation: 'Please do not send anything to its address.',
    rule: 'Money that was sent before the cancellation still counts; what comes after it is recorded as late.',
    next: `If you have already paid, contact ${w.merchant}.`,
  }),

  reverted: (w) => ({
    tone: 'careful',
    label: 'Payment undone',
    headline: 'The network took your payment back out',
    explanation: `The block that held it was replaced on ${w.network}. Usually the same payment is in another block within minutes, by itself: do not pay again now.`,
    rule: 'Only what is in the chain counts. A payment that returns is counted once.',
    next: 'This page shows the payment again once it is back. Pay again only if your wallet says that the transaction failed or was dropped.',
  }),

  undone: (w) => ({
    tone: 'bad',
    label: 'Under review',
    headline: 'The network undid this payment after it was settled',
    explanation: `A deep rearrangement of ${w.network} replaced the block that held it. ${w.merchant} has been told.`,
    rule: 'The invoice stays paid until a person has looked at it.',
    next: 'Do not pay again.',
  }),

  wrong_asset: (w) => ({
    tone: 'careful',
    label: 'Different token',
    headline: w.foreign ? `${w.foreign} is not what was asked for` : 'A different token arrived',
    explanation: `This invoice takes ${w.token} on ${w.network} alone. What arrived is recorded and stays at its address; it does not pay the invoice.`,
    rule: 'Only the token and the network that were asked for count.',
    next: w.payable
      ? `Contact ${w.merchant} about what you sent. To pay this invoice, send ${w.token} as shown above.`
      : `Contact ${w.merchant} about what you sent.`,
  }),

  refunded: (w) => ({
    tone: 'calm',
    label: 'Refunded',
    headline: 'This payment was given back',
    explanation: `${w.merchant} returned it. Please do not send anything to its address.`,
    rule: 'A refunded invoice is closed.',
    next: `Contact ${w.merchant} if you did not receive it.`,
  }),
}

const OVERPAYMENT: Record<OverpaymentStatus, (words: Words) => string> = {
  credited: (w) =>
    `The excess is a credit for you: your next invoice of ${w.merchant} in ${w.token} asks for so much less.`,
  refund_due: (w) => `${w.merchant} gives the excess back; contact them to say where to.`,
  refunded: (w) => `${w.merchant} has given the excess back.`,
  donated: (w) => `By the terms of ${w.merchant} an excess is kept as a donation.`,
  needs_attention: (w) => `${w.merchant} sees the excess; contact them to say what should become of it.`,
  pending: (w) => `${w.merchant} deals with the excess once everything is confirmed.`,
}

/** What paid it: money, the customer's credit, or both. */
function paidBy(w: Words): string {
  if (w.paidElsewhere)
    return `${w.merchant} has noted that you paid in another way. Please send nothing here.`
  if (w.credit && w.isNothingSent) return `Your credit of ${w.credit} paid all of it. The invoice is settled.`
  const final = w.paidAt ? ` and was final at ${w.paidAt}` : ' and is final'
  const beside = w.credit ? ` Your credit of ${w.credit} paid the rest.` : ''
  return `${w.received} arrived${final}.${beside} The invoice is settled.`
}

function afterPaying(w: Words): string {
  if (w.ownWallet) return `The money is in the wallet of ${w.merchant}. Nothing is left to do.`
  return w.swept
    ? `The money has reached the wallet of ${w.merchant}. Nothing is left to do.`
    : `Next, the money moves on to the wallet of ${w.merchant}. You have nothing left to do.`
}
