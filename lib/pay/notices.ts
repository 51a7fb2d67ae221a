import type { PayInvoice } from './input'
import { isDelayed, openExceptions, type PayState } from './payState'
import type { Notice } from './view'
import type { Words } from './words'

/** Nobody waits for the network in these states. */
const AT_REST: readonly PayState[] = ['delayed', 'paid', 'overpaid', 'cancelled', 'refunded', 'undone']

/** What stands beside the state and is not already what the state says. */
export function noticesOf(view: PayInvoice, state: PayState, words: Words): Notice[] {
  const open = openExceptions(view)
  const notices: Notice[] = []
  if (isDelayed(view) && !AT_REST.includes(state)) {
    notices.push({
      tone: 'careful',
      title: `${words.network} is delayed`,
      text: 'If you have paid, do not pay again: what you sent is on the chain and will be found.',
    })
  }
  if (open.has('overpaid') && state !== 'overpaid') {
    notices.push({
      tone: 'careful',
      title: `${words.excess} more than was asked for`,
      text: `The excess is recorded. ${words.merchant} deals with it once everything is confirmed.`,
    })
  }
  if (open.has('late') && state !== 'late') {
    notices.push({
      tone: 'careful',
      title: 'Some of the money came after the time was over',
      text: `It is recorded with this invoice, and ${words.merchant} can see it.`,
    })
  }
  if (open.has('wrong_asset') && state !== 'wrong_asset') {
    notices.push({
      tone: 'careful',
      title: words.foreign ? `${words.foreign} was not asked for` : 'A token that was not asked for arrived',
      text: `It does not count for this invoice. Contact ${words.merchant} about it.`,
    })
  }
  if (state === 'cancelled' && open.has('underpaid')) {
    notices.push({
      tone: 'careful',
      title: `${words.received} had arrived before`,
      text: `It is recorded with this invoice. Contact ${words.merchant} to get it back.`,
    })
  }
  if (open.has('held')) {
    notices.push({
      tone: 'careful',
      title: 'A payment is being looked at',
      text: `It has arrived and is held until ${words.merchant} has checked it. Do not pay again.`,
    })
  }
  return notices
}
