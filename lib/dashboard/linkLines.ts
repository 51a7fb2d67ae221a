import type { LinkView } from '@/lib/services/links/linkView'
import type { SessionView } from '@/lib/services/sessions/sessionView'
import type { SessionStatus } from '@/lib/domain/session'
import { linkUrl } from '@/lib/http/sessions/presentLink'
import { fiatAmount } from '@/lib/pay/format'
import type { BadgeText } from './badges'

/** A payment link as a line of the list. */
export type LinkLine = {
  id: string
  title: string
  url: string
  amount: string
  /** Such as `2 of 3 left`. */
  uses: string
  badge: BadgeText
  createdAt: Date
}

export function linkLine(link: LinkView, publicUrl: string): LinkLine {
  const amount = fiatAmount(link.amountMinor, link.currency)
  return {
    id: link.id,
    title: link.title,
    url: linkUrl(publicUrl, link.slug),
    amount: link.customerChooses ? `${amount}, or what they choose` : amount,
    uses: link.maxUses === null ? 'Any number' : `${link.usesLeft} of ${link.maxUses} left`,
    badge: linkBadge(link),
    createdAt: link.createdAt,
  }
}

export function linkBadge({ closed }: Pick<LinkView, 'closed'>): BadgeText {
  return closed === null ? { label: 'Active', tone: 'good' } : { label: CLOSED[closed], tone: 'plain' }
}

const CLOSED = {
  inactive: 'Inactive',
  ended: 'Ended',
  used_up: 'Used up',
  full: 'All uses taken',
} as const

/** A session as a line of a list. */
export type SessionLine = {
  id: string
  invoiceId: string
  amount: string
  badge: BadgeText
  /** Who said who they are. */
  customer: string | null
  note: string | null
  createdAt: Date
}

export function sessionLine({ session, invoice, status }: SessionView): SessionLine {
  return {
    id: session.id,
    invoiceId: invoice.id,
    amount: fiatAmount(invoice.totalMinor, invoice.currency),
    badge: SESSION_BADGES[status],
    customer: [session.customerName, session.customerEmail].filter(Boolean).join(', ') || null,
    note: session.customerNote,
    createdAt: session.createdAt,
  }
}

export const SESSION_BADGES: Record<SessionStatus, BadgeText> = {
  pending: { label: 'Pending', tone: 'plain' },
  detected: { label: 'Detected', tone: 'working' },
  underpaid: { label: 'Underpaid', tone: 'careful' },
  overpaid: { label: 'Overpaid', tone: 'careful' },
  paid: { label: 'Paid', tone: 'good' },
  paid_late: { label: 'Paid late', tone: 'good' },
  expired: { label: 'Expired', tone: 'plain' },
  failed: { label: 'Failed', tone: 'bad' },
}
