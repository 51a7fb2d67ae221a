import { isLosslessNumber, LosslessNumber, parse, stringify } from 'lossless-json'

export { isLosslessNumber, LosslessNumber }

/** Deeper than any request; a parser that calls itself must not meet more. */
const MAX_DEPTH = 64

/** Digits of the longest number that means anything here: 2^256 with a fraction. */
const MAX_NUMERAL = 120

/**
 * Parses JSON with every digit of its numbers kept (Q7). Throws SyntaxError on broken JSON, on a key given twice, and on
 * nesting or numerals without end.
 */
export function parseJson(text: string): unknown {
  requireBounded(text)
  return parse(text)
}

/** A string that never ends is one too: else each quotation mark in it would have the rest of the text looked through again. */
const TOKENS = /"(?:[^"\\]|\\[^])*"?|[[\]{}]|[-+.\deE]+/g

/** One pass over the text, strings left out: counts open brackets and the length of numerals. */
function requireBounded(text: string): void {
  let depth = 0
  for (const [token] of text.matchAll(TOKENS)) {
    if (token === '[' || token === '{') depth += 1
    else if (token === ']' || token === '}') depth -= 1
    else if (!token.startsWith('"') && token.length > MAX_NUMERAL)
      throw new SyntaxError('a number is too long')
    if (depth > MAX_DEPTH) throw new SyntaxError(`nested deeper than ${MAX_DEPTH} levels`)
  }
}

/** A JSON number with exactly these digits, such as 10.00; never a float. */
export function decimal(text: string): LosslessNumber {
  return new LosslessNumber(text)
}

/** A value as the wire has it: where its schema says number, exact digits are as good. */
export type Wire<T> = T extends number
  ? T | LosslessNumber
  : T extends string | boolean | null | undefined
    ? T
    : T extends readonly (infer Element)[]
      ? Wire<Element>[]
      : { [Key in keyof T]: Wire<T[Key]> }

export function writeJson(value: unknown): string {
  const text = stringify(value)
  if (text === undefined) throw new TypeError('a reply is a JSON value')
  return text
}

/** The same JSON over several lines, for people: every digit stays. */
export function indentJson(text: string): string {
  return stringify(parseJson(text), null, 2) ?? text
}
