import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readJson, writeJson } from './json.js'

const HUGE = '115792089237316195423570985008687907853269984665640564039457.584007913129639935'

describe('reading', () => {
  it('keeps every digit of decimals, at any depth, in lists and under any name', () => {
    const decimals = { total: true, items: { price: true }, by: { '*': { net: true } } } as const
    const json = `{"total":10.00,"items":[{"price":${HUGE},"n":2}],"by":{"USDT":{"net":1e-7,"count":3}}}`
    expect(readJson(json, decimals)).toEqual({
      total: '10.00',
      items: [{ price: HUGE, n: 2 }],
      by: { USDT: { net: '1e-7', count: 3 } },
    })
  })

  it('leaves null where a decimal may be missing', () => {
    expect(readJson('{"fee":null}', { fee: true })).toEqual({ fee: null })
  })

  it('makes text of what no number could hold, wherever it stands', () => {
    expect(readJson('[12345678901234567890,1.5,1e400,-0,0.1]')).toEqual([
      '12345678901234567890',
      1.5,
      '1e400',
      -0,
      0.1,
    ])
  })

  it('knows digits in text and in names from numbers', () => {
    const tricky = {
      '1': '2',
      'a "3"': ['4\\', '"5"', '\u00006', '\u0000'],
      '\u00007': '{"8":9}',
      __proto__x: 1,
    }
    expect(readJson(JSON.stringify(tricky))).toEqual(tricky)
    expect(Object.keys(readJson('{"__proto__":1}') as object)).toEqual(['__proto__'])
  })

  it.each(['', '{', '01', '1.', '.5', '--1', '[1 2]', '"1', '{"a":1,}', 'tru1e', '1"2"'])(
    'refuses %s',
    (json) => {
      expect(() => readJson(json)).toThrow(SyntaxError)
    },
  )

  it('reads whatever JSON writes', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 2 }), (value) => {
        const json = JSON.stringify(value)
        const exact = (one: unknown) =>
          JSON.stringify(one, (_, v: unknown) => (typeof v === 'number' ? `${v}` : v))
        expect(exact(readJson(json))).toBe(exact(JSON.parse(json)))
      }),
    )
  })
})

describe('writing', () => {
  const decimals = { items: { unit_price: true }, tax: true } as const

  it('writes decimals as numbers with all their digits, and all else as JSON does', () => {
    const value = {
      title: '9',
      items: [{ unit_price: HUGE, name: '1.0' }],
      tax: '2.50',
      left: undefined,
      none: null,
    }
    expect(writeJson(value, decimals)).toBe(
      `{"title":"9","items":[{"unit_price":${HUGE},"name":"1.0"}],"tax":2.50,"none":null}`,
    )
  })

  it.each(['', '1,5', '0x10', '1}', 'NaN', '01', ' 1', '1.'])('refuses the decimal %j', (tax) => {
    expect(() => writeJson({ tax }, decimals)).toThrow(expect.objectContaining({ code: 'invalid_decimal' }))
  })

  it('is read again as it was written', () => {
    const amount = fc.bigInt({ min: 0n, max: 2n ** 256n }).map((digits) => `${digits}.${digits % 1000n}`)
    fc.assert(
      fc.property(amount, fc.string(), (tax, title) => {
        expect(readJson(writeJson({ tax, title }, decimals), decimals)).toEqual({ tax, title })
      }),
    )
  })
})
