import fc from 'fast-check'
import { expect, it } from 'vitest'
import { csvLine } from './csv'

it('writes text as it is, and in quotes where it would end a field', () => {
  expect(csvLine(['Kettle', 'with "lid", 2 l', 'two\nlines', '', null])).toBe(
    'Kettle,"with ""lid"", 2 l","two\nlines",,\r\n',
  )
})

it('keeps amounts exact, negative ones too', () => {
  expect(csvLine(['0.000000000000000001', '-6.49', 12n, 3])).toBe('0.000000000000000001,-6.49,12,3\r\n')
})

it.each(['=1+1', '+1 555 0100', '-cmd', '@SUM(A1)', '\t=1', '\r=1', '＝1+1', '-1-1', '+49'])(
  'lets no spreadsheet compute %j',
  (text) => {
    expect(csvLine([text])).toBe(`"'${text}"\r\n`)
  },
)

it('can be read again, whatever it holds', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: 'binary', maxLength: 12 }), { minLength: 1, maxLength: 4 }),
      (fields) => {
        expect(readLine(csvLine(fields)).map(withoutMark)).toEqual(fields.map(withoutMark))
      },
    ),
  )
})

/** Without the apostrophe before a formula. */
function withoutMark(text: string): string {
  return text.replace(/^'(?=[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20])/, '')
}

/** By RFC 4180's grammar. */
function readLine(line: string): string[] {
  const fields: string[] = []
  let rest = line
  for (;;) {
    const [whole = '', quoted, plain = ''] = /^(?:"((?:[^"]|"")*)"|([^",\r\n]*))/.exec(rest) ?? []
    fields.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'))
    rest = rest.slice(whole.length)
    if (rest === '\r\n') return fields
    if (!rest.startsWith(',')) throw new Error(`no CSV: ${JSON.stringify(line)}`)
    rest = rest.slice(1)
  }
}
