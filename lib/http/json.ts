import { isLosslessNumber, LosslessNumber, parse, stringify } from 'lossless-json'

export { isLosslessNumber, LosslessNumber }

/** Parses JSON with every digit of its numbers kept (Q7). Throws on broken JSON and on a key given twice. */
export function parseJson(text: string): unknown {
  return parse(text)
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
