import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bodyHash } from './canonicalJson'
import { decimal, parseJson, writeJson } from './json'

describe('JSON without floats', () => {
  it('gives every digit of a number back', () => {
    const text = '{"a":0.1000000000000000055511151231257827,"b":[12345678901234567890,1e400,10.00]}'
    expect(writeJson(parseJson(text))).toBe(text)
  })

  it('writes amounts as they are', () => {
    expect(writeJson({ total: decimal('10.00') })).toBe('{"total":10.00}')
  })

  it.each([
    ['quotation marks that end nothing', '\\"'.repeat(500_000)],
    ['a string of backslashes', `"${'\\'.repeat(1_000_001)}`],
    ['digits without end', '1'.repeat(1_000_000)],
    ['spaces', ' '.repeat(1_000_000)],
    ['words that are none', 'e'.repeat(1_000_000)],
    ['strings next to each other', '""'.repeat(500_000)],
    ['numbers next to each other', '1,'.repeat(500_000)],
  ])('refuses a megabyte of %s at once', (_, text) => {
    expect(() => parseJson(text)).toThrow(SyntaxError)
  })

  it('makes a prototype a field like any other', () => {
    const parsed = parseJson('{"__proto__":{"isAdmin":true}}') as Record<string, unknown>
    expect(parsed.isAdmin).toBeUndefined()
    expect(Object.keys(parsed)).toEqual(['__proto__'])
  })
})

describe('bodyHash', () => {
  const hash = (text: string) => bodyHash(parseJson(text))

  it('is the same for the same value written otherwise', () => {
    expect(hash('{"b":1.50,"a":[10, 0.0]}')).toBe(hash('{ "a":[1e1,-0], "b":15e-1 }'))
  })

  it.each([
    ['{"a":1}', '{"a":"1"}'],
    ['{"a":1}', '{"a":-1}'],
    ['{"a":10}', '{"a":1}'],
    ['[1,2]', '[2,1]'],
    ['{"a":null}', '{}'],
    ['{"__proto__":{"a":1}}', '{}'],
    ['9007199254740993', '9007199254740992'],
  ])('tells %s from %s', (one, other) => {
    expect(hash(one)).not.toBe(hash(other))
  })

  it('does not depend on the order of keys', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const turned = Object.fromEntries(Object.entries(value).toReversed())
        expect(hash(JSON.stringify(turned))).toBe(hash(JSON.stringify(value)))
      }),
    )
  })
})
