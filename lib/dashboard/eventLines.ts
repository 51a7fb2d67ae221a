import { EXCEPTIONS, INVOICE_STATUSES } from '@/lib/domain/invoice'
import type { Tone } from '@/lib/pay/view'
import type { EventRow } from '@/lib/services/views'
import { authorText } from './author'
import { EXCEPTION_TEXTS, STATUS_BADGES } from './badges'

/** One line of an invoice's log, in plain words. */
export type EventLine = {
  seq: number
  at: Date
  tone: Tone | 'plain'
  title: string
  /** The amounts, blocks and reasons behind it; null when the title says all. */
  detail: string | null
  who: string
  /** The transaction it tells of. */
  txHash: string | null
  /** As it is kept and sent: for developers. */
  type: string
}

type Told = Pick<EventLine, 'tone' | 'title'> & { detail?: string | null }

/** The log as sentences, oldest first. */
export function eventLines(events: readonly EventRow[], userId: string): EventLine[] {
  return events.map((event) => {
    const { detail = null, ...told } = tell(event)
    return {
      ...told,
      detail,
      seq: event.seq,
      at: event.createdAt,
      who: authorText(event.actor, userId),
      txHash: typeof event.data.tx_hash === 'string' ? event.data.tx_hash : null,
      type: event.type,
    }
  })
}

function tell({ type, data }: EventRow): Told {
  const text = (name: string) => String(data[name] ?? '')
  const money = `${text('amount')} ${text('token')}`
  const inBlock = data.block === undefined ? '' : ` in block ${text('block')}`
  switch (type) {
    case 'invoice.created':
      return { tone: 'plain', title: `Invoice made over ${text('total')} ${text('currency')}` }
    case 'invoice.requoted':
      return { tone: 'plain', title: 'Opened again with a new quote' }
    case 'payment.detected':
      return {
        tone: 'working',
        title: `${money} seen${inBlock}`,
        detail: data.tx_hash ? null : 'Found by the balance of the address.',
      }
    case 'payment.confirmed':
      return {
        tone: 'good',
        title: `${money} confirmed`,
        detail: `${text('confirmations')} ${data.confirmations === 1 ? 'confirmation' : 'confirmations'}: deep enough to rely on.`,
      }
    case 'payment.reverted':
      return {
        tone: 'bad',
        title: `${money} undone by the network`,
        detail: `Its block${data.block === undefined ? '' : ` ${text('block')}`} is no longer part of the chain. It may come back in another one.`,
      }
    case 'payment.corrected':
      return {
        tone: 'careful',
        title: `A payment counts ${text('to')} ${text('token')} instead of ${text('from')}`,
        detail: 'Less lies at the address than the transfer said: only what arrived counts.',
      }
    case 'payment.held':
      return {
        tone: 'bad',
        title: `${money} held`,
        detail:
          data.held_by === 'unknown_sender'
            ? 'A contract sent it, and nobody can tell from whom. It is settled once you release it.'
            : 'Its sender is on a list of addresses whose money is not to be taken unseen. Release it, or give it back.',
      }
    case 'payment.released':
      return { tone: 'plain', title: `${money} released`, detail: `The reason given was: ${text('note')}` }
    case 'transfer.misdirected':
      return {
        tone: 'careful',
        title: `${money} came to this invoice’s address on ${text('network')}${inBlock}`,
        detail: 'The invoice did not ask for it. You can take it at its value, give it back, or let it be.',
      }
    case 'transfer.confirmed':
      return { tone: 'good', title: `${money} on ${text('network')} confirmed` }
    case 'transfer.reverted':
      return { tone: 'bad', title: `${money} on ${text('network')} undone by the network` }
    case 'transfer.accepted':
      return {
        tone: 'good',
        title: `${money} on ${text('network')} taken for ${text('worth')} ${text('currency')}`,
        detail: `The reason given was: ${text('note')}`,
      }
    case 'transfer.swept':
      return {
        tone: 'good',
        title: `${money} on ${text('network')} sent on to your wallet`,
      }
    case 'settlement.pending':
      return {
        tone: 'careful',
        title: `Settlement waits: ${share(text)}`,
        detail: 'What pays it is held. It settles once somebody releases that.',
      }
    case 'settlement.failed':
      return {
        tone: 'bad',
        title: 'Settlement came to nothing',
        detail:
          text('reason') === 'given_back' ? 'What was held was given back.' : 'What was held was undone.',
      }
    case 'settlement.completed':
      return { tone: 'good', title: `Settled: ${share(text)}`, detail: feeText(text) }
    case 'settlement.adjusted':
      return { tone: 'good', title: `More was settled: now ${share(text)}`, detail: feeText(text) }
    case 'settlement.reversed':
      return { tone: 'bad', title: `Settlement lowered: now ${share(text)}`, detail: feeText(text) }
    case 'invoice.overpaid':
      return overpaid(text)
    case 'invoice.credit_applied':
      return {
        tone: 'good',
        title: `Credit of ${text('amount')} ${text('currency')} applied`,
        detail: 'From an earlier payment of the customer’s, which was more than was asked for.',
      }
    case 'invoice.credit_released':
      return { tone: 'plain', title: `${text('amount')} ${text('currency')} of credit no longer applied` }
    case 'settlement.swept':
      return {
        tone: 'good',
        title: data.to
          ? `${text('net')} ${text('token')} moved by your wallet${inBlock}`
          : `${text('net')} ${text('token')} sent on to your wallet${inBlock}`,
        detail: text('fee') === '0' ? null : `${text('fee')} ${text('token')} went to the platform’s fee.`,
      }
    case 'invoice.completed':
      return {
        tone: 'good',
        title: `Accepted as paid: ${text('amounts')}`,
        detail: `The reason given was: ${text('reason')}`,
      }
    case 'invoice.paid_outside':
      return {
        tone: 'good',
        title: 'Recorded as paid elsewhere',
        detail: `The note says: ${text('note')}`,
      }
    case 'refund.prepared':
      return {
        tone: 'plain',
        title: `Refund of ${money} prepared`,
        detail: data.reason ? `The reason given was: ${text('reason')}` : null,
      }
    case 'refund.reported':
      return { tone: 'plain', title: `Said to be sent: the refund of ${money}` }
    case 'refund.sent':
      return { tone: 'working', title: `Refund of ${money} seen${inBlock}` }
    case 'refund.completed':
      return { tone: 'good', title: `${money} given back to the customer` }
    case 'refund.reverted':
      return {
        tone: 'bad',
        title: `Refund of ${money} undone by the network`,
        detail: 'It is usually mined again within minutes. Send nothing until then.',
      }
    case 'refund.cancelled':
      return {
        tone: 'plain',
        title: `Refund of ${money} called off`,
        detail:
          data.cause === undefined ? null : 'The payment that it was to give back was undone by the network.',
      }
    case 'refund.expired':
      return { tone: 'plain', title: `Refund of ${money} expired`, detail: 'Nobody sent it in time.' }
    case 'invoice.exception_opened':
    case 'invoice.exception_closed':
      return {
        ...exception(text('exception'), type === 'invoice.exception_opened'),
        ...(data.note ? { detail: `Resolved (${text('action')}): ${text('note')}` } : {}),
      }
    case 'invoice.reopened':
      return { tone: 'working', title: 'Open again', detail: 'Money that was sent in time was found.' }
    default:
      return statusChange(type)
  }
}

/** What was done with an excess (D8). */
function overpaid(text: (name: string) => string): Told {
  const amount = `${text('amount')} ${text('currency')}`
  switch (text('status')) {
    case 'credited':
      return { tone: 'good', title: `${amount} too much: credited to the customer` }
    case 'donated':
      return { tone: 'good', title: `${amount} too much: yours, by the terms of the invoice` }
    case 'refund_due':
      return { tone: 'careful', title: `${amount} too much: to be given back` }
    case 'reverted':
      return { tone: 'bad', title: 'No longer overpaid: the network took it back' }
    default:
      return {
        tone: 'careful',
        title: `${amount} too much: for you to decide`,
        detail: 'The invoice names no customer whom it could be credited to.',
      }
  }
}

function share(text: (name: string) => string): string {
  return `${text('net')} ${text('currency')} are yours`
}

function feeText(text: (name: string) => string): string {
  return `${text('gross')} ${text('currency')} arrived; ${text('fee')} is the platform’s fee.`
}

function exception(kind: string, opened: boolean): Told {
  const known = EXCEPTIONS.find((one) => one === kind)
  const label = known ? EXCEPTION_TEXTS[known].label : kind
  return opened
    ? { tone: 'careful', title: `Needs attention: ${label}`, detail: known && EXCEPTION_TEXTS[known].meaning }
    : { tone: 'plain', title: `No longer needs attention: ${label}` }
}

function statusChange(type: string): Told {
  const status = INVOICE_STATUSES.find((one) => type === `invoice.${one}`)
  if (!status) return { tone: 'plain', title: type }
  const { label, tone } = STATUS_BADGES[status]
  return { tone, title: STATUS_TITLES[status] ?? label }
}

const STATUS_TITLES: Partial<Record<(typeof INVOICE_STATUSES)[number], string>> = {
  pending: 'Waiting for a payment again',
  partial: 'A part is paid',
  confirming: 'Enough has arrived: waiting for confirmations',
  paid: 'Paid',
  expired: 'Expired: nothing arrived in time',
  cancelled: 'Cancelled',
  refunded: 'Refunded',
}
