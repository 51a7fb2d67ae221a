import { describe, expect, it } from 'vitest'
import { headerLines, readHeaderLines } from './headerLines'

describe('headers of a merchant’s own', () => {
  it('are read line by line, and those that stand with *** keep their value', () => {
    expect(readHeaderLines('X-Token: a b:c\r\n\n  Authorization : Bearer x \nX-Old: ***')).toEqual({
      headers: { 'X-Token': 'a b:c', Authorization: 'Bearer x', 'X-Old': null },
      problem: null,
    })
    expect(readHeaderLines('  \n')).toEqual({ headers: {}, problem: null })
  })

  it.each([
    ['no colon', 'Write each header as Name: value, one a line.'],
    [': alone', 'Write each header as Name: value, one a line.'],
    ['X-A: 1\nx-a: 2', 'x-a is there twice.'],
    ['Host: evil.example', 'Host is set by this server.'],
    ['webhook-signature: ***', 'webhook-signature is set by this server.'],
    ['X-A:', 'X-A must be printable ASCII without a blank at either end.'],
    [Array.from({ length: 11 }, (_, n) => `X-${n}: v`).join('\n'), 'There can be at most 10 headers.'],
  ])('%j is refused in a sentence', (text, problem) => {
    expect(readHeaderLines(text)).toEqual({ headers: null, problem })
  })

  it('begin as names without values', () => {
    expect(readHeaderLines(headerLines(['X-A', 'X-B'])).headers).toEqual({ 'X-A': null, 'X-B': null })
  })
})
