import { describe, expect, test } from 'vitest'
import { classifyRpcError, classifyStatus, readErrorObject, rpcError } from './rpcErrors'

describe("providers' words", () => {
  test.each([
    [
      -32_005,
      'query returned more than 10000 results. Try with this block range [0xBDE5F8, 0x102DBCC].',
      'range_too_large',
    ],
    [
      -32_602,
      'Log response size exceeded. You can make eth_getLogs requests with up to a 2K block range',
      'range_too_large',
    ],
    [-32_600, 'You can make eth_getLogs requests with up to a 500 block range.', 'range_too_large'],
    [-32_000, 'exceed maximum block range: 5000', 'range_too_large'],
    [-32_602, 'range 1000000 exceeds limit of 10000', 'range_too_large'],
    [-32_614, 'eth_getLogs is limited to a 10,000 range', 'range_too_large'],
    [-32_602, 'query exceeds max results 20000, retry with the range 24383075-24383096', 'range_too_large'],
    [-32_600, 'Block range is too large', 'range_too_large'],
    [-32_005, 'limit exceeded', 'range_too_large'],
    [-32_602, 'exceed max topics', 'too_many_topics'],
    [-32_005, 'daily request count exceeded, request rate limited', 'rate_limited'],
    [429, 'Your app has exceeded its compute units per second capacity.', 'rate_limited'],
    [-32_012, 'credits limited to 6000/sec', 'rate_limited'],
    [-32_000, 'unknown block', 'lagging'],
    [-32_000, 'header not found', 'lagging'],
    [-32_602, 'block range extends beyond current head block', 'lagging'],
    [-32_602, 'BlockOutOfRangeError: block height is 5 but requested was 255', 'lagging'],
    [-32_000, 'query timeout exceeded', 'timeout'],
    [-32_603, 'internal error', 'bad_response'],
  ])('%i %s', (code, message, expected) => {
    expect(classifyRpcError({ code, message })).toBe(expected)
  })
})

test.each([
  [429, 'rate_limited'],
  [500, 'unavailable'],
  [403, 'unavailable'],
  [413, 'range_too_large'],
  [504, 'timeout'],
  [200, 'bad_response'],
])('HTTP %i', (status, expected) => {
  expect(classifyStatus(status)).toBe(expected)
})

test('an error of any form is read, and told shortly', () => {
  expect(readErrorObject('no')).toEqual({ code: null, message: 'no' })
  expect(readErrorObject(null)).toEqual({ code: null, message: 'unknown error' })
  expect(readErrorObject({ code: 'x', message: 7 })).toEqual({ code: null, message: 'unknown error' })
  expect(rpcError('eth_call', { code: 1, message: 'x'.repeat(900) }).message.length).toBeLessThan(220)
})
