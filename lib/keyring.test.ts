import { describe, expect, it } from 'vitest'
import { parseKeyring, withNewKey } from './keyring'

const A = `a:${'0a'.repeat(32)}`
const B = `b:${'0b'.repeat(32)}`
const now = new Date('2026-03-05T23:59:00Z')
const key = Buffer.alloc(32, 7)

describe('a keyring', () => {
  it('is keys with ids of their own, in their order', () => {
    expect(parseKeyring(`${A},${B}`)).toEqual([
      { id: 'a', key: Buffer.alloc(32, 0x0a) },
      { id: 'b', key: Buffer.alloc(32, 0x0b) },
    ])
  })

  it.each([
    '',
    'a',
    A.slice(0, -1),
    `${A}0`,
    A.toUpperCase(),
    `${A},`,
    ` ${A}`,
    `${A},${A}`,
    `${A},a:${'0b'.repeat(32)}`,
  ])('%j is none', (text) => expect(parseKeyring(text)).toBeNull())

  it('takes a new key in front, or last, under an id of the day that is free', () => {
    const fresh = { key, now, place: 'first' } as const
    const one = withNewKey(A, fresh)
    expect(one).toEqual({ id: 'k20260305', ring: `k20260305:${'07'.repeat(32)},${A}` })
    expect(withNewKey(one.ring, { ...fresh, place: 'last' })).toEqual({
      id: 'k20260305b',
      ring: `${one.ring},k20260305b:${'07'.repeat(32)}`,
    })
    expect(withNewKey('', fresh).ring).toBe(`k20260305:${'07'.repeat(32)}`)
    expect(() => withNewKey('nonsense', fresh)).toThrow('must be')
  })
})
