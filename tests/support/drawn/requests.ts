import fc from 'fast-check'
import { rgbaPng } from '@/lib/images/png'
import type { Operation, Parameter } from './apiDescription'
import { rawJson } from './rawJson'
import { valueOf, type Hints } from './schemaValues'
import { brokenJson, oddValue, spoiled } from './spoil'

/**
 * A request as drawn: `{{id:3}}` and `{{key:0}}` stand for what exists when it is sent, `{{own:3}}` for an id that was found
 * at this place before.
 */
export type DrawnRequest = {
  path: string
  query: string
  headers: Record<string, string>
  body: string | Uint8Array | null
}

const id = fc.nat(999).map((n) => `{{id:${n}}}`)
const ownId = fc.nat(999).map((n) => `{{own:${n}}}`)
const oddId = fc.oneof(
  fc.constantFrom(
    'inv_',
    'inv_00000000000000000000000000',
    '..',
    '%2e%2e',
    '%E0%A4%A',
    'null',
    '0',
    '-1',
    'me',
  ),
  fc.string({ maxLength: 80, unit: 'binary' }).filter(isWellFormed).map(encodeURIComponent),
  fc.uuid(),
)

/** Pictures, whole and cut off, and one that says that it is larger than it is. */
const picture = fc
  .tuple(fc.integer({ min: 1, max: 40 }), fc.nat(9), fc.nat(60_000))
  .map(([side, cut, width]) => {
    const file = rgbaPng({ width: side, height: side, data: new Uint8Array(side * side * 4).fill(200) })
    if (cut === 1) file.writeUInt32BE(width, 16)
    return (cut === 0 ? file.subarray(0, -20) : file).toString('base64')
  })

/** Ids are taken from what exists most of the time, and links to other origins lead nowhere. */
const hints: Hints = (name) => {
  if (/(^|_)ids?$/.test(name)) return id
  if (name === 'api_key') return fc.constant('{{key:0}}')
  if (name === 'cursor') return fc.oneof(id, fc.base64String())
  if (name === 'image') return picture
  return name === 'search' ? fc.constantFrom('ord_789', 'VPN', '%', '_', '\\', 'İ') : null
}

/** Requests for one operation: most as the description says, many of them slightly wrong. */
export function requestFor(operation: Operation): fc.Arbitrary<DrawnRequest> {
  return fc
    .record({
      path: pathOf(operation),
      query: queryOf(operation.parameters.filter((one) => one.in === 'query')),
      headers: headersOf(operation.parameters.filter((one) => one.in === 'header')),
      credentials,
      sent: bodyOf(operation),
    })
    .map(({ path, query, headers, credentials: own, sent }) => ({
      path,
      query,
      headers: { ...headers, ...own, ...sent.headers },
      body: sent.body,
    }))
}

function pathOf({ path }: Operation): fc.Arbitrary<string> {
  const names = path.match(/\{\w+\}/g) ?? []
  const values = fc.tuple(
    ...names.map(() =>
      fc.oneof(
        { arbitrary: ownId, weight: 7 },
        { arbitrary: id, weight: 2 },
        { arbitrary: oddId, weight: 1 },
      ),
    ),
  )
  return values.map((given) =>
    names.reduce((text, name, index) => text.replace(name, given[index] ?? ''), path),
  )
}

function queryOf(parameters: readonly Parameter[]): fc.Arbitrary<string> {
  const valid = fc.record(
    Object.fromEntries(
      parameters.map(({ name, schema }) => [name, valueOf(schema, hints, name).map(asText)]),
    ),
    { requiredKeys: parameters.filter(({ required }) => required).map(({ name }) => name) },
  )
  const names = fc.constantFrom('unknown', '', ...parameters.map(({ name }) => name))
  const wrong = fc.tuple(names, fc.oneof(oddValue.map(asText), fc.string({ unit: 'binary', maxLength: 20 })))
  const extra = fc.oneof(
    { arbitrary: fc.constant([]), weight: 3 },
    { arbitrary: fc.array(wrong, { maxLength: 2 }), weight: 1 },
  )
  return fc.tuple(valid, extra).map(([given, more]) => {
    const pairs = [...Object.entries(given), ...more].map(
      ([name, value]) => [name, wellFormed(value)] as [string, string],
    )
    return new URLSearchParams(pairs).toString()
  })
}

function headersOf(parameters: readonly Parameter[]): fc.Arbitrary<Record<string, string>> {
  const declared = Object.fromEntries(
    parameters.map(({ name, schema }) => [
      name.toLowerCase(),
      fc.oneof(valueOf(schema, hints, name).map(asText), oddValue.map(asText)),
    ]),
  )
  const anywhere = {
    'if-none-match': fc.constantFrom('*', '""', 'W/"x"', 'x'),
    traceparent: fc.constantFrom(
      '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
      '00-0-0-0',
      '\u00ff',
    ),
    'user-agent': fc.constantFrom('curl/8', 'x'.repeat(2_000), '\u00e9'),
  }
  return fc.record({ ...anywhere, ...declared }, { requiredKeys: [] })
}

const credentials: fc.Arbitrary<Record<string, string>> = fc.oneof(
  { arbitrary: fc.nat(1).map((n) => ({ authorization: `Bearer {{key:${n}}}` })), weight: 12 },
  { arbitrary: fc.nat(9).map((n) => ({ 'x-api-key': `{{key:${n}}}` })), weight: 2 },
  {
    arbitrary: fc.constantFrom<Record<string, string>>(
      {},
      { authorization: 'Bearer ' },
      { authorization: 'Basic eDp5' },
      { authorization: 'Bearer eyJhbGciOiJub25lIn0.e30.' },
      { 'x-api-key': 'sk_live_\u00ff' },
    ),
    weight: 1,
  },
)

type Sent = { headers: Record<string, string>; body: string | Uint8Array | null }

const TYPES = ['application/json', 'application/json; charset=utf-8', 'Application/JSON'] as const
const WRONG_TYPES = [
  'text/plain',
  'application/json; charset=latin1',
  'multipart/form-data; boundary=x',
  ';',
  '',
]

function bodyOf({ body }: Operation): fc.Arbitrary<Sent> {
  const nothing: fc.Arbitrary<Sent> = fc.constant({ headers: {}, body: null })
  if (!body) return nothing
  const sent = (type: fc.Arbitrary<string>, content: fc.Arbitrary<string | Uint8Array>): fc.Arbitrary<Sent> =>
    fc.tuple(type, content).map(([given, bytes]) => ({ headers: { 'content-type': given }, body: bytes }))
  const { schema } = body.content['application/json'] ?? {}
  const types = Object.keys(body.content)
  const right = schema ? fc.constantFrom(...TYPES) : fc.constantFrom(...types)
  const valid = schema ? valueOf(schema, hints) : null
  const contents = valid
    ? [
        { arbitrary: sent(right, valid.map(rawJson)), weight: 6 },
        { arbitrary: sent(right, spoiled(valid)), weight: 6 },
        { arbitrary: sent(fc.constantFrom(...WRONG_TYPES), valid.map(rawJson)), weight: 1 },
      ]
    : []
  return fc.oneof(
    ...contents,
    { arbitrary: sent(fc.constantFrom(...types, 'application/json'), brokenJson), weight: 1 },
    { arbitrary: nothing, weight: 1 },
  )
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : rawJson(value)
}

function isWellFormed(text: string): boolean {
  return !/\p{Surrogate}/u.test(text)
}

function wellFormed(text: string): string {
  return text.replaceAll(/\p{Surrogate}/gu, '\ufffd')
}
