import fc from 'fast-check'
import { Raw, rawJson } from './rawJson'

const DEEP = 70

/** What no schema asks for, or only just allows. */
const ODD: readonly unknown[] = [
  null,
  true,
  '',
  ' ',
  'x'.repeat(3_000),
  '\u0000',
  new Raw('"\\ud800"'),
  '\u202e\u{1f4b8}e\u0301\u0301\u0301',
  "'; drop table invoices; --",
  '%00%2e%2e%2f',
  '2024-02-30T00:00:00Z',
  '+275760-09-13T00:00:00.001Z',
  '0000-01-01T00:00:00Z',
  '9999-12-31T23:59:59.999999999+23:59',
  'http://[::1]:99999/',
  [],
  {},
  new Raw('-0'),
  new Raw('-1'),
  new Raw('0.001'),
  new Raw('1e-7'),
  new Raw('1E+400'),
  new Raw('9007199254740993'),
  new Raw('2147483648'),
  new Raw(`${2n ** 256n}`),
  new Raw(`1.${'0'.repeat(60)}1`),
  new Raw('9'.repeat(300)),
  new Raw(`${'['.repeat(DEEP)}${']'.repeat(DEEP)}`),
  new Raw('{"__proto__":{"admin":true},"constructor":1}'),
  new Raw('{"a":1,"a":2}'),
]

export const oddValue = fc.constantFrom(...ODD)

/** A body with one of its values replaced, taken away, added or given twice, as JSON text. */
export function spoiled(body: fc.Arbitrary<unknown>): fc.Arbitrary<string> {
  return fc
    .tuple(body, fc.nat(), oddValue, fc.constantFrom('replace', 'remove', 'add', 'twice'))
    .map(([value, place, odd, how]) => rawJson(changed(value, place, odd, how)))
}

/** Text that is no JSON, or not in UTF-8. */
export const brokenJson: fc.Arbitrary<string | Uint8Array> = fc.oneof(
  fc.constantFrom('', ' ', '{', '{"a":}', '[1,]', '{"a":1}}', 'NaN', '\ufeff{}', "{'a':1}", '{"a":1,"a":1}'),
  fc.uint8Array({ maxLength: 40 }),
  fc.json().map((text) => text.slice(0, -1)),
)

function changed(value: unknown, place: number, odd: unknown, how: string): unknown {
  if (value === null || typeof value !== 'object' || value instanceof Raw) return odd
  const entries = Object.entries(value)
  const at = place % (entries.length + 1)
  const [name, member] = entries[at] ?? ['', undefined]
  // Half of the time further in, where there is a further in.
  const deeper = member !== null && typeof member === 'object' && !(member instanceof Raw)
  if (deeper && place % 2 === 0) return copied(value, name, changed(member, place >> 1, odd, how))
  if (Array.isArray(value)) {
    return how === 'remove' ? value.toSpliced(at, 1) : value.toSpliced(at, how === 'replace' ? 1 : 0, odd)
  }
  if (how === 'replace' && name) return copied(value, name, odd)
  if (how === 'remove' && name) return copied(value, name, undefined)
  if (how === 'twice' && name) {
    const text = rawJson(value)
    return new Raw(`${text.slice(0, -1)},${JSON.stringify(name)}:${rawJson(odd)}}`)
  }
  return { ...value, unknown_field: odd }
}

function copied(value: object, name: string, member: unknown): unknown {
  if (Array.isArray(value))
    return value.map((one, index) => (`${index}` === name ? member : (one as unknown)))
  return { ...value, [name]: member }
}
