import { exampleOf } from './example'
import type { Endpoint, Operation } from './openapi'

/** One request as an example makes it. What only its reader has stands in variables of the environment. */
export type ExampleRequest = {
  method: string
  publicUrl: string
  /** The path in parts: text, or a variable such as `INVOICE_ID`. */
  path: readonly ({ text: string } | { variable: string })[]
  /** The variable that holds what authorises it, where something must. */
  credential: 'KEY' | 'CRON_SECRET' | null
  idempotent: boolean
  /** Undefined where nothing is sent. */
  body: unknown
  answers: 'text' | 'file' | 'stream'
}

type Variable = (name: string) => string

const IDEMPOTENCY_KEY = 'order_789_attempt_1'

/** The request that the reference shows for an endpoint. */
export function exampleRequest({ path, method, operation }: Endpoint, publicUrl: string): ExampleRequest {
  const schemes = operation.security.flatMap((one) => Object.keys(one))
  return {
    method,
    publicUrl,
    path: path
      .split(/(?=\{)|(?<=\})/)
      .map((part) =>
        part.startsWith('{') ? { variable: variableFor(path, part.slice(1, -1)) } : { text: part },
      ),
    credential: schemes.includes('cronSecret') ? 'CRON_SECRET' : schemes.length > 0 ? 'KEY' : null,
    idempotent: (operation.parameters ?? []).some(({ name }) => name === 'Idempotency-Key'),
    body: exampleOf(operation.requestBody?.content['application/json']),
    answers: answersOf(operation),
  }
}

export function urlOf({ publicUrl, path }: ExampleRequest, variable: Variable): string {
  return publicUrl + path.map((part) => ('variable' in part ? variable(part.variable) : part.text)).join('')
}

/** Names and values of the headers that an example sends. */
export function headersOf({ credential, idempotent, body }: ExampleRequest, variable: Variable) {
  const headers: [string, string][] = []
  if (credential) headers.push(['Authorization', `Bearer ${variable(credential)}`])
  if (idempotent) headers.push(['Idempotency-Key', IDEMPOTENCY_KEY])
  if (body !== undefined) headers.push(['Content-Type', 'application/json'])
  return headers
}

/** The variables that an example needs. */
export function variablesOf({ credential, path, body }: ExampleRequest): string[] {
  const inPath = path.flatMap((part) => ('variable' in part ? [part.variable] : []))
  return [...new Set([...(credential ? [credential] : []), ...inPath, ...variablesIn(body)])]
}

/** The variable that a text of a body stands for: `INVOICE_ID` of `$INVOICE_ID`; null for any other text. */
export function variableIn(text: string): string | null {
  return /^\$([A-Z_]+)$/.exec(text)?.[1] ?? null
}

function variablesIn(value: unknown): string[] {
  if (typeof value === 'string') {
    const name = variableIn(value)
    return name ? [name] : []
  }
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(variablesIn) : []
}

/** `/api/v1/webhook-endpoints/{id}/test` asks for a `WEBHOOK_ENDPOINT_ID`, and `{refund_id}` for a `REFUND_ID`. */
function variableFor(path: string, parameter: string): string {
  const subject = path.split(`/{${parameter}}`)[0]?.split('/').at(-1) ?? ''
  const name = parameter === 'id' ? `${singular(subject)}_id` : parameter
  return name.replaceAll('-', '_').toUpperCase()
}

function singular(subject: string): string {
  return subject.endsWith('ies') ? `${subject.slice(0, -3)}y` : subject.replace(/s$/, '')
}

function answersOf({ responses }: Operation): ExampleRequest['answers'] {
  const success = Object.entries(responses).find(([status]) => status.startsWith('2'))
  const types = Object.keys(success?.[1].content ?? {})
  if (types.includes('text/event-stream')) return 'stream'
  return types.includes('application/json') ? 'text' : 'file'
}
