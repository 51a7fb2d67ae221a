import { fromBase64, fromHex, utf8 } from './bytes.js'

/** Reads a header by its lower-case name. */
export type Header = (name: string) => string | undefined

/** What one way of signing says of a delivery. */
export type Claim = {
  signatures: readonly Uint8Array<ArrayBuffer>[]
  /** The text before the body that is signed with it. */
  before: string
  /** Seconds since 1970 at which it was signed; null where the signature says nothing of it. */
  at: string | null
  key: (secret: string) => Uint8Array<ArrayBuffer>
}

/** A way of signing: gives null where a delivery is not signed so. */
type Scheme = (header: Header) => Claim | null

/** [Standard Webhooks](https://www.standardwebhooks.com): every delivery has it; one signature a valid secret. */
const standard: Scheme = (header) => {
  const [id, at, given] = [header('webhook-id'), header('webhook-timestamp'), header('webhook-signature')]
  if (id === undefined || at === undefined || given === undefined) return null
  const signatures = given
    .split(' ')
    .flatMap((one) => (one.startsWith('v1,') ? fromBase64(one.slice(3)) : []))
  return { signatures, before: `${id}.${at}.`, at, key: standardKey }
}

/** Endpoints of checkout sessions: `t=<unix>,v1=<hex>`, and the secret before in a header of its own. */
const sessions: Scheme = (header) => {
  const given = header('x-webhook-signature')
  const at = given === undefined ? undefined : /^t=(\d+),v1=[0-9a-f]+$/.exec(given)?.[1]
  if (given === undefined || at === undefined) return null
  const start = `t=${at},v1=`
  const signatures = [given, header('x-webhook-signature-previous') ?? ''].flatMap((one) =>
    one.startsWith(start) ? fromHex(one.slice(start.length)) : [],
  )
  return { signatures, before: `${at}.`, at, key: utf8 }
}

/** Endpoints of invoices: `sha256=<hex>` over the body alone. */
const invoices: Scheme = (header) => {
  const given = header('x-crypto-checkout-signature')
  if (given === undefined) return null
  const signatures = [given, header('x-crypto-checkout-signature-previous') ?? ''].flatMap((one) =>
    one.startsWith('sha256=') ? fromHex(one.slice('sha256='.length)) : [],
  )
  return { signatures, before: '', at: null, key: utf8 }
}

/** The ways in which a delivery can be signed, the strongest first. */
export const SCHEMES = { standard, sessions, invoices } as const

export type WebhookScheme = keyof typeof SCHEMES

const PREFIX = 'whsec_'

/** `whsec_` and base64 stand for bytes; anything else is its own. */
function standardKey(secret: string): Uint8Array<ArrayBuffer> {
  const [decoded] = secret.startsWith(PREFIX) ? fromBase64(secret.slice(PREFIX.length)) : []
  return decoded ?? utf8(secret)
}
