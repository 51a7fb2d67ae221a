import { WebhookError } from '../errors.js'
import { readJson } from '../json.js'
import type { InvoiceEvent, SessionEvent, WebhookTest } from '../openapi.gen.js'
import { EVENT_DECIMALS } from '../operations.gen.js'
import { joined, utf8 } from './bytes.js'
import { SCHEMES, type Claim, type Header, type WebhookScheme } from './schemes.js'

/** What this server tells; `type` says which of them it is. */
export type WebhookEvent = InvoiceEvent | SessionEvent | WebhookTest

type FetchHeaders = { get(name: string): string | null }

export type WebhookHeaders = FetchHeaders | Readonly<Record<string, string | readonly string[] | undefined>>

export type VerifyOptions = {
  /** Seconds that a delivery may be old, or ahead of this clock (300). */
  tolerance?: number
  /**
   * The ways of signing that are believed. `invoices` is not among them unless named: it does not cover the time, so that whoever has seen
   * a delivery could send it again.
   */
  schemes?: readonly WebhookScheme[]
  /** The time, instead of this clock's. */
  now?: Date
}

/**
 * Gives the event of a webhook that this server has signed just now, and throws a WebhookError for everything else.
 *
 * `body` is what came, as it came: text or bytes, not parsed before. `secret` may be several, while one replaces another.
 */
export async function verifyWebhook(
  body: string | Uint8Array,
  headers: WebhookHeaders,
  secret: string | readonly string[],
  { tolerance = 300, schemes = ['standard', 'sessions'], now = new Date() }: VerifyOptions = {},
): Promise<WebhookEvent> {
  const secrets = typeof secret === 'string' ? [secret] : secret
  if (secrets.length === 0 || secrets.includes(''))
    throw new TypeError('verifyWebhook needs the secret of the endpoint')
  const claim = claimOf(headerOf(headers), schemes)
  if (!isTimely(claim, tolerance, now))
    throw new WebhookError(
      'timestamp_out_of_tolerance',
      `the webhook was not signed within ${tolerance} s of now`,
    )
  const bytes = typeof body === 'string' ? utf8(body) : body
  const signed = joined(utf8(claim.before), bytes)
  for (const one of secrets) if (await isSigned(claim, one, signed)) return eventIn(bytes)
  throw new WebhookError(
    'signature_mismatch',
    'no signature of the webhook is made with this secret over this body',
  )
}

/** The strongest of the signatures that are there and believed: a weaker one beside it changes nothing. */
function claimOf(header: Header, schemes: readonly WebhookScheme[]): Claim {
  const names = Object.keys(SCHEMES) as WebhookScheme[]
  const claims = names.flatMap((name) => {
    const claim = schemes.includes(name) ? SCHEMES[name](header) : null
    return claim === null ? [] : [claim]
  })
  if (claims[0]) return claims[0]
  const hint =
    SCHEMES.invoices(header) === null
      ? ''
      : '; it is signed without its time: name the scheme `invoices` to take that'
  throw new WebhookError('signature_missing', `the webhook has no signature that is believed${hint}`)
}

function isTimely({ at }: Claim, tolerance: number, now: Date): boolean {
  return at === null || (/^\d{1,12}$/.test(at) && Math.abs(now.getTime() / 1000 - Number(at)) <= tolerance)
}

/** Compared by the platform, in a time that says nothing of how much is right. */
async function isSigned(
  { signatures, key }: Claim,
  secret: string,
  signed: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const imported = await crypto.subtle.importKey('raw', key(secret), algorithm, false, ['verify'])
  const verdicts = await Promise.all(
    signatures.map((signature) => crypto.subtle.verify('HMAC', imported, signature, signed)),
  )
  return verdicts.includes(true)
}

function eventIn(body: Uint8Array): WebhookEvent {
  try {
    return readJson(new TextDecoder().decode(body), EVENT_DECIMALS) as WebhookEvent
  } catch (cause) {
    throw new WebhookError('invalid_payload', 'the webhook is signed, and no JSON', { cause })
  }
}

/** Names are looked up in lower case, in a `Headers` or in the plain object of Node and others. */
function headerOf(headers: WebhookHeaders): Header {
  if (isFetchHeaders(headers)) return (name) => headers.get(name) ?? undefined
  const named = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
  return (name) => {
    const value = named.get(name)
    return value === undefined || typeof value === 'string' ? value : value.join(',')
  }
}

function isFetchHeaders(headers: WebhookHeaders): headers is FetchHeaders {
  return typeof headers.get === 'function'
}
