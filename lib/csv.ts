/** The end of a line, as RFC 4180 has it. */
const END = '\r\n'

export type CsvValue = string | number | bigint | null

/**
 * One line of a CSV file (RFC 4180). Numbers stay numbers, negative ones too; text that a spreadsheet would compute gets an
 * apostrophe before it, and what ends a field is put in quotes. Null is an empty field.
 */
export function csvLine(values: readonly CsvValue[]): string {
  return values.map(field).join(',') + END
}

const NUMBER = /^-?\d+(\.\d+)?$/
/** A spreadsheet takes what begins like this for a formula; the wide forms of = + - @ too. */
const FORMULA = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/

function field(value: CsvValue): string {
  const text = value === null ? '' : String(value)
  if (NUMBER.test(text)) return text
  const safe = FORMULA.test(text) ? `'${text}` : text
  return safe !== text || /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
