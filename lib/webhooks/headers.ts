import { createHmac } from 'node:crypto'
import type { WebhookDialect } from '@/db/schema'
import { secretKey } from './secrets'

/** One try of one delivery, as its headers need it. */
export type Signed = {
  /** Of the event: the same in every try and for every receiver. */
  id: string
  type: string
  body: string
  /** When this try is made. */
  at: Date
  /** The secret, and while it is being replaced the one before it (W2). */
  secrets: readonly [string, ...string[]]
}

/** Standard Webhooks: one signature a valid secret, over id, time and body. */
export function standardHeaders({ id, body, at, secrets }: Signed): Record<string, string> {
  const seconds = unixSeconds(at)
  const signatures = secrets.map(
    (secret) =>
      `v1,${createHmac('sha256', secretKey(secret)).update(`${id}.${seconds}.${body}`).digest('base64')}`,
  )
  return { 'webhook-id': id, 'webhook-timestamp': seconds, 'webhook-signature': signatures.join(' ') }
}

/**
 * Document 004: the raw body signed with the secret as it is written. Its header has room for one signature, so that the secret
 * before it has a header of its own while it is being replaced.
 */
export function invoicesHeaders({
  id,
  type,
  body,
  at,
  secrets: [secret, previous],
}: Signed): Record<string, string> {
  const signature = (key: string) => `sha256=${createHmac('sha256', key).update(body).digest('hex')}`
  return {
    'x-crypto-checkout-signature': signature(secret),
    ...(previous === undefined ? {} : { 'x-crypto-checkout-signature-previous': signature(previous) }),
    'x-crypto-checkout-timestamp': unixSeconds(at),
    'x-crypto-checkout-webhook-id': id,
    'x-crypto-checkout-event': type,
  }
}

/**
 * Document 002: time and raw body signed with the secret as it is written. Its header has room for one signature too: receivers differ in
 * which of two they would look at.
 */
export function sessionsHeaders({ body, at, secrets: [secret, previous] }: Signed): Record<string, string> {
  const seconds = unixSeconds(at)
  const signature = (key: string) =>
    `t=${seconds},v1=${createHmac('sha256', key).update(`${seconds}.${body}`).digest('hex')}`
  return {
    'x-webhook-signature': signature(secret),
    ...(previous === undefined ? {} : { 'x-webhook-signature-previous': signature(previous) }),
    'x-webhook-timestamp': seconds,
  }
}

/**
 * Document 000: the raw body signed with the secret as it is written, in lower-case hex without any prefix. Its time is in the body. The
 * secret before has a header of its own while it is being replaced.
 */
export function checkoutHeaders({ body, secrets: [secret, previous] }: Signed): Record<string, string> {
  const signature = (key: string) => createHmac('sha256', key).update(body).digest('hex')
  return {
    'x-checkout-signature': signature(secret),
    ...(previous === undefined ? {} : { 'x-checkout-signature-previous': signature(previous) }),
  }
}

const DIALECT_HEADERS = {
  invoices: invoicesHeaders,
  sessions: sessionsHeaders,
  checkout: checkoutHeaders,
}

/** Everything that a delivery is sent with, in the words of its endpoint's document. */
export function deliveryHeaders(signed: Signed, dialect: WebhookDialect): Record<string, string> {
  return {
    'content-type': 'application/json',
    'user-agent': 'CryptoCheckout-Webhooks/1',
    ...standardHeaders(signed),
    ...DIALECT_HEADERS[dialect](signed),
  }
}

function unixSeconds(at: Date): string {
  return Math.floor(at.getTime() / 1000).toString()
}
