import type { ExceptionKind, InvoiceStatus } from '@/lib/domain/invoice'
import type { Tone } from '@/lib/pay/view'

export type BadgeText = { label: string; tone: Tone | 'plain' }

/** What a status is called to a merchant. */
export const STATUS_BADGES: Readonly<Record<InvoiceStatus, BadgeText>> = {
  pending: { label: 'Waiting', tone: 'plain' },
  partial: { label: 'Partly paid', tone: 'careful' },
  confirming: { label: 'Confirming', tone: 'working' },
  paid: { label: 'Paid', tone: 'good' },
  expired: { label: 'Expired', tone: 'plain' },
  cancelled: { label: 'Cancelled', tone: 'plain' },
  refunded: { label: 'Refunded', tone: 'plain' },
}

/** What stands beside the status, in a word and in a sentence (D1). */
export const EXCEPTION_TEXTS: Readonly<Record<ExceptionKind, BadgeText & { meaning: string }>> = {
  underpaid: {
    label: 'Underpaid',
    tone: 'careful',
    meaning: 'Less arrived than was asked for, and the time to send the rest is over.',
  },
  overpaid: {
    label: 'Overpaid',
    tone: 'careful',
    meaning: 'More arrived than was asked for and tolerated.',
  },
  late: {
    label: 'Paid late',
    tone: 'careful',
    meaning: 'Money arrived after the quote had ended, or after the invoice was cancelled.',
  },
  wrong_asset: {
    label: 'Wrong token',
    tone: 'careful',
    meaning: 'A token arrived that this invoice did not ask for. It does not pay the invoice.',
  },
  reverted: {
    label: 'Payment undone',
    tone: 'bad',
    meaning: 'The network took back a payment after it had been settled.',
  },
  refund_due: {
    label: 'To be refunded',
    tone: 'careful',
    meaning: 'Money is to be given back to the customer, and your wallet has not sent it yet.',
  },
  held: { label: 'Held', tone: 'bad', meaning: 'Somebody has to look at this before it goes on.' },
}
