import { attempt, type Read } from './attempt.js'
import { pause, waitAfter } from './backoff.js'
import { CheckoutError } from './errors.js'
import { writeJson } from './json.js'
import type { Answer, Arguments, OperationFacts, OperationId, RequestOptions } from './operation.js'
import { OPERATIONS } from './operations.gen.js'
import { requireCount, requireTimeout, settingsOf, type ClientOptions, type Settings } from './options.js'
import { readAnswer } from './answer.js'
import { VERSION } from './version.js'

/** `Operations` without their types: what any operation may take. */
type AnyArguments = {
  path?: Readonly<Record<string, string>>
  query?: Readonly<Record<string, string | number | boolean | undefined>>
  body?: unknown
}

const ACCEPTS = { json: 'application/json', bytes: '*/*', stream: 'text/event-stream' } as const

/** Sends calls to the API: with what lets them in, again where that is safe, and with their numbers whole. */
export class Transport {
  readonly #settings: Settings
  readonly #apiKey: string | undefined
  readonly #cronSecret: string | undefined

  constructor(options: ClientOptions) {
    this.#settings = settingsOf(options)
    this.#apiKey = options.apiKey
    this.#cronSecret = options.cronSecret
  }

  /** Asks an operation and gives what it answers. */
  async call<Id extends OperationId>(
    id: Id,
    args: Arguments<Id>,
    options: RequestOptions = {},
  ): Promise<Answer<Id>> {
    const { answers, tells } = OPERATIONS[id]
    if (answers === 'stream') throw invalid(`${id} is a stream, which has a method of its own`)
    const read: Read<unknown> =
      answers === 'bytes'
        ? async (response) => new Uint8Array(await response.arrayBuffer())
        : (response) => readAnswer(response, tells)
    // The description that the types are made from says that this is what is answered.
    return (await this.send(id, args, options, read)) as Answer<Id>
  }

  /** Asks an operation, again if need be, and gives what `read` takes of its answer. */
  async send<Id extends OperationId, Value>(
    id: Id,
    args: Arguments<Id>,
    options: RequestOptions,
    read: Read<Value>,
  ): Promise<Value> {
    const { signal } = options
    const { baseUrl, fetch, onAttempt } = this.#settings
    const facts = OPERATIONS[id]
    const timeout = requireTimeout(options.timeout ?? this.#settings.timeout)
    const retries = requireCount('maxRetries', options.maxRetries ?? this.#settings.maxRetries)
    const url = baseUrl + addressOf(facts, args)
    // Made once, with its Idempotency-Key: every try is the same request.
    const init = this.#init(id, args, options)
    for (let number = 1; ; number += 1) {
      const startedAt = Date.now()
      const outcome = await attempt(fetch, url, init, { timeout, signal }, read)
      const { status, requestId } = outcome
      const milliseconds = Date.now() - startedAt
      onAttempt?.({
        operation: id,
        method: facts.method,
        url,
        attempt: number,
        status,
        requestId,
        milliseconds,
      })
      if ('value' in outcome) return outcome.value
      const wait = isRepeatable(facts) && number <= retries ? waitAfter(outcome.error, number) : null
      if (wait === null) throw outcome.error
      await pause(wait, signal)
    }
  }

  /** The key itself, for what is made with one. */
  apiKey(id: OperationId): string {
    return required(this.#apiKey, `${id} needs an apiKey`)
  }

  #init(id: OperationId, { body }: AnyArguments, { idempotencyKey }: RequestOptions): RequestInit {
    const { method, needs, idempotent, sends, answers } = OPERATIONS[id]
    const headers: Record<string, string> = { accept: ACCEPTS[answers] }
    // Browsers name themselves, and ask before each request that would say more.
    if (!this.#settings.inBrowser) headers['user-agent'] = `crypto-checkout-sdk/${VERSION}`
    if (needs === 'key') headers.authorization = `Bearer ${this.apiKey(id)}`
    if (needs === 'cronSecret')
      headers.authorization = `Bearer ${required(this.#cronSecret, `${id} needs the cronSecret`)}`
    if (idempotent) headers['idempotency-key'] = idempotencyKey ?? randomKey()
    else if (idempotencyKey !== undefined) throw invalid(`${id} takes no idempotencyKey: it would do nothing`)
    if (body === undefined) return { method, headers }
    headers['content-type'] = 'application/json'
    return { method, headers, body: writeJson(body, sends) }
  }
}

/** Whether sending it twice does no more than sending it once. */
function isRepeatable({ method, idempotent }: OperationFacts): boolean {
  return method !== 'POST' || idempotent === true
}

function addressOf({ path }: OperationFacts, { path: values = {}, query = {} }: AnyArguments): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name]
    // Without it the path would be another operation's.
    if (typeof value !== 'string' || /^\.{0,2}$/.test(value)) throw invalid(`${name} names something`)
    return encodeURIComponent(value)
  })
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) if (value !== undefined) search.set(name, String(value))
  const asked = search.toString()
  return asked === '' ? filled : `${filled}?${asked}`
}

function randomKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

function required(secret: string | undefined, otherwise: string): string {
  if (secret === undefined) throw invalid(otherwise)
  return secret
}

function invalid(message: string): CheckoutError {
  return new CheckoutError('invalid_option', message)
}
