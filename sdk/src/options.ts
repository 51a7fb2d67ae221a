import { CheckoutError } from './errors.js'

/** What became of one try of a call, for a log: there is no secret in it. */
export type Attempt = {
  operation: string
  method: string
  url: string
  /** The number of the try, from 1. */
  attempt: number
  /** Null where there was no answer. */
  status: number | null
  requestId: string | null
  milliseconds: number
}

export type ClientOptions = {
  /** Where the server is, such as `https://pay.example.com`. */
  baseUrl: string
  /** An API key, or a token made with one. What is public needs none. */
  apiKey?: string
  /** The operator's secret, for `operator` alone. */
  cronSecret?: string
  /** Milliseconds that one try may take (60,000). */
  timeout?: number
  /** How often a call that may be repeated is tried again (2). */
  maxRetries?: number
  /** Used instead of the global `fetch`, such as one that goes through a proxy. */
  fetch?: typeof globalThis.fetch
  /** Is told of each try. What it throws is thrown by the call. */
  onAttempt?: (attempt: Attempt) => void
  /** Lets a key be used in a browser, where everybody who sees the page can read it. */
  dangerouslyAllowBrowser?: boolean
  /** Lets a key go over http to other machines, where everybody on the way can read it. */
  dangerouslyAllowHttp?: boolean
}

/** Options that have been checked, with what goes without saying. */
export type Settings = {
  readonly baseUrl: string
  readonly timeout: number
  readonly maxRetries: number
  readonly fetch: typeof globalThis.fetch
  readonly onAttempt: ((attempt: Attempt) => void) | undefined
  readonly inBrowser: boolean
}

const TIMEOUT_MS = 60_000
const MAX_RETRIES = 2
/** Timers that are set for longer go off at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1
const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/

/** Throws a CheckoutError (`invalid_option`) that names the option, and never what is secret in it. */
export function settingsOf(options: ClientOptions): Settings {
  const url = baseOf(options.baseUrl)
  const secrets = [options.apiKey, options.cronSecret].filter((secret) => secret !== undefined)
  const inBrowser = isBrowser()
  for (const secret of secrets) {
    // A header would refuse it with a message that repeats it.
    if (!/^[\x20-\x7e]+$/.test(secret)) throw invalid('apiKey and cronSecret are printable ASCII on one line')
  }
  if (secrets.some(isKey) && inBrowser && !options.dangerouslyAllowBrowser)
    throw invalid('a key in a page is everybody’s key: use a token, or set dangerouslyAllowBrowser')
  const isPlain = url.protocol === 'http:' && !LOOPBACK.test(url.hostname)
  if (secrets.length > 0 && isPlain && !options.dangerouslyAllowHttp)
    throw invalid('a key over http can be read on its way: use https, or set dangerouslyAllowHttp')
  return {
    baseUrl: url.href.replace(/\/+$/, ''),
    timeout: requireTimeout(options.timeout ?? TIMEOUT_MS),
    maxRetries: requireCount('maxRetries', options.maxRetries ?? MAX_RETRIES),
    // Browsers refuse a fetch that is called on anything but the global object.
    fetch: options.fetch ?? ((...args) => globalThis.fetch(...args)),
    onAttempt: options.onAttempt,
    inBrowser,
  }
}

function baseOf(text: string): URL {
  const url = parsedUrl(text)
  if (!url || !/^https?:$/.test(url.protocol))
    throw invalid('baseUrl is an address such as https://pay.example.com')
  if (url.username || url.password || url.search || url.hash)
    throw invalid('baseUrl has no user, password, query or fragment')
  return url
}

function parsedUrl(text: string): URL | null {
  try {
    return new URL(text)
  } catch {
    return null
  }
}

/** Tokens are made for pages; what else is sent there is a key. */
function isKey(secret: string): boolean {
  return !secret.startsWith('eyJ')
}

function isBrowser(): boolean {
  return 'window' in globalThis && 'document' in globalThis
}

/** Milliseconds that a timer can be set for. */
export function requireTimeout(value: number): number {
  if (!(value > 0 && value <= LONGEST_TIMER_MS)) throw invalid(`timeout is from 1 to ${LONGEST_TIMER_MS} ms`)
  return value
}

export function requireCount(name: string, value: number): number {
  if (!Number.isInteger(value) || value < 0) throw invalid(`${name} is a whole number from 0`)
  return value
}

function invalid(message: string): CheckoutError {
  return new CheckoutError('invalid_option', message)
}
