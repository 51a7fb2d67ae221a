import { CheckoutError } from './errors.js'
import type { Decimals } from './operation.js'

/** Strings with a colon behind them where they are names, and numbers. */
const TOKENS = /("[^"\\]*(?:\\.[^"\\]*)*")(\s*:)?|-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?/g
const NUMERAL = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?$/

/** Stands before a number that was made text, and once more before text that begins with it by itself. */
const MARK = '\u0000'
const ESCAPED_MARK = '\\u0000'

/**
 * Parses JSON without losing a digit: where decimals stand, numbers become their text. Elsewhere they are numbers as usual, and text only
 * where a number could not hold them. Throws SyntaxError.
 */
export function readJson(text: string, decimals?: Decimals): unknown {
  const marked = text.replace(TOKENS, (token: string, string?: string, colon?: string) => {
    if (string === undefined) return `"${ESCAPED_MARK}${token}"`
    const isMarkedAlready = colon === undefined && string.startsWith(`"${ESCAPED_MARK}`)
    return isMarkedAlready ? `"${ESCAPED_MARK}${string.slice(1)}` : token
  })
  return unmarked(JSON.parse(marked), decimals)
}

function unmarked(value: unknown, decimals: Decimals | undefined): unknown {
  if (typeof value === 'string' && value.startsWith(MARK)) {
    const text = value.slice(1)
    return text.startsWith(MARK) ? text : numeral(text, decimals === true)
  }
  if (Array.isArray(value)) return value.map((element) => unmarked(element, decimals))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, unmarked(member, below(decimals, name))]),
  )
}

function numeral(text: string, isDecimal: boolean): number | string {
  if (!NUMERAL.test(text)) throw new SyntaxError(`not a number of JSON: ${text}`)
  const value = Number(text)
  return isDecimal || (!Number.isSafeInteger(value) && String(value) !== text) ? text : value
}

/** Writes JSON in which decimals stand as the numbers that the API takes, with every digit. Throws a CheckoutError where one is none. */
export function writeJson(value: unknown, decimals?: Decimals): string {
  if (decimals === true && typeof value === 'string') {
    if (!NUMERAL.test(value))
      throw new CheckoutError('invalid_decimal', `not a decimal number: ${JSON.stringify(value)}`)
    return value
  }
  if (decimals === undefined || typeof value !== 'object' || value === null)
    return JSON.stringify(value) ?? 'null'
  if (Array.isArray(value)) return `[${value.map((element) => writeJson(element, decimals)).join(',')}]`
  const members = Object.entries(value).filter(([, member]) => member !== undefined)
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${writeJson(member, below(decimals, name))}`).join(',')}}`
}

function below(decimals: Decimals | undefined, name: string): Decimals | undefined {
  if (decimals === undefined || decimals === true) return undefined
  return Object.hasOwn(decimals, name) ? decimals[name] : decimals['*']
}
