import { DELIVERY_STATUSES } from '@/db/schema'
import { indentJson } from '@/lib/http/json'
import type { DeliveryDetail } from '@/lib/services/webhooks/getDelivery'
import type { DeliveryPage } from '@/lib/services/webhooks/listDeliveries'
import type { BadgeText } from './badges'

type Delivery = DeliveryPage['deliveries'][number]

/** A delivery as a line of a list. */
export type DeliveryLine = {
  id: string
  href: string
  event: string
  badge: BadgeText
  sentTo: string
  answer: string
  invoiceId: string
  at: Date
}

export type AttemptLine = { number: number; at: Date; took: string; answer: string; failed: boolean }

/** One delivery as its own page shows it. */
export type DeliveryView = DeliveryLine & {
  /** What becomes of it, in a sentence. */
  next: string
  nextAt: Date | null
  webhookId: string
  body: string
  attempts: AttemptLine[]
  resendable: boolean
}

export const DELIVERY_BADGES: Readonly<Record<Delivery['status'], BadgeText>> = {
  pending: { label: 'To be sent', tone: 'working' },
  delivered: { label: 'Delivered', tone: 'good' },
  parked: { label: 'Parked', tone: 'bad' },
  dropped: { label: 'Dropped', tone: 'plain' },
  abandoned: { label: 'Abandoned', tone: 'bad' },
}

export function deliveryLine(delivery: Delivery): DeliveryLine {
  const failing = delivery.status === 'pending' && delivery.tries > 0
  return {
    id: delivery.id,
    href: `/dashboard/webhooks/deliveries/${delivery.id}`,
    event: delivery.eventType,
    badge: failing ? { label: 'Trying again', tone: 'careful' } : DELIVERY_BADGES[delivery.status],
    sentTo: delivery.sentTo,
    answer: answerText(delivery),
    invoiceId: delivery.invoiceId,
    at: delivery.createdAt,
  }
}

export function deliveryView({ delivery, attempts }: DeliveryDetail, now: Date): DeliveryView {
  const waits = delivery.status === 'pending' && delivery.nextAttemptAt > now
  return {
    ...deliveryLine(delivery),
    next: nextText(delivery, waits),
    nextAt: waits ? delivery.nextAttemptAt : null,
    webhookId: delivery.eventId,
    body: indentJson(delivery.body),
    attempts: attempts.map((attempt) => ({
      number: attempt.number,
      at: attempt.startedAt,
      took: `${attempt.durationMs.toLocaleString('en-US')} ms`,
      answer: asSentence(attempt.error ?? `answered ${attempt.responseCode}`),
      failed: attempt.error !== null,
    })),
    resendable: delivery.claimedUntil === null || delivery.claimedUntil <= now,
  }
}

function asSentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function answerText({ responseCode, attempts }: Delivery): string {
  if (attempts === 0) return 'Not sent yet'
  return responseCode === null ? 'No answer' : `Answered ${responseCode}`
}

function nextText({ status, tries }: Delivery, waits: boolean): string {
  switch (status) {
    case 'delivered':
      return 'Your server took it. Nothing more happens unless you send it again.'
    case 'parked':
      return 'It ran out of tries, and is kept. It is sent as soon as your server answers something again, or when you send it.'
    case 'abandoned':
      return 'It ran out of tries, and is not sent again unless you send it. The API lists what happened for 90 days.'
    case 'dropped':
      return 'Nobody is left to be told: its endpoint was deleted, or said that it is gone.'
    case 'pending':
      if (!waits) return 'It is sent any moment now.'
      return tries > 0
        ? `It failed ${tries === 1 ? 'once' : `${tries} times`} and is tried again.`
        : 'It waits to be sent.'
  }
}

/** The filter of the list in its URL; anything else shows all. */
export function deliveryStatusIn(asked: unknown): Delivery['status'] | null {
  return DELIVERY_STATUSES.find((status) => status === asked) ?? null
}
