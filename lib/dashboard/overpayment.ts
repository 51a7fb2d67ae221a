import type { OverpaymentStatus } from '@/lib/domain/overpayment'
import { tokenText } from '@/lib/pay/format'
import type { Overpayment } from '@/lib/services/customers/overpaymentOf'
import type { BadgeText } from './badges'

/** What a customer paid too much and what became of it, in words. */
export type OverpaymentFacts = {
  amount: string
  badge: BadgeText
  meaning: string
  credit: { granted: string; used: string } | null
}

/** Null without an overpayment. */
export function overpaymentFacts(over: Overpayment | null): OverpaymentFacts | null {
  if (!over) return null
  const { meaning, ...badge } = TEXTS[over.status]
  return {
    amount: tokenText(over.amount, over),
    badge,
    meaning,
    credit: over.credit && {
      granted: tokenText(over.credit.granted, over),
      used: tokenText(over.credit.taken, over),
    },
  }
}

const TEXTS: Readonly<Record<OverpaymentStatus, BadgeText & { meaning: string }>> = {
  pending: {
    label: 'Excess not confirmed',
    tone: 'working',
    meaning: 'What becomes of it is decided once it is confirmed.',
  },
  credited: {
    label: 'Excess credited',
    tone: 'good',
    meaning: 'Their next invoice in this token asks for so much less.',
  },
  donated: { label: 'Excess kept', tone: 'good', meaning: 'By the terms of the invoice it is yours.' },
  refund_due: {
    label: 'Excess to be refunded',
    tone: 'careful',
    meaning: 'By the terms of the invoice it is given back.',
  },
  refunded: { label: 'Excess refunded', tone: 'good', meaning: 'It has been given back.' },
  needs_attention: {
    label: 'Excess to be settled',
    tone: 'careful',
    meaning: 'The invoice names no customer whom it could be credited to: settle it with whoever paid.',
  },
}
