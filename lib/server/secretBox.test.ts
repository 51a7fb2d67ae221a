import { describe, expect, it } from 'vitest'
import { createSecretBox } from './secretBox'

const ring = (...ids: string[]) => ids.map((id) => ({ id, key: Buffer.alloc(32, id) }))
const box = createSecretBox(ring('k1'))
const PLACE = ['merchants.recovery_seed', 'mer_1'] as const
/** What Node's GCM says of bytes that are not whole. */
const REFUSED = /authenticat|initialization vector/i
const sealed = box.seal('0xseed', ...PLACE)
const bytesOf = (text: string) => Buffer.from(text.split('.')[1] ?? '', 'base64url')
const made = (bytes: Uint8Array, id = 'k1') => `${id}.${Buffer.from(bytes).toString('base64url')}`

describe('what is sealed', () => {
  it('opens where it belongs, and shows nothing of itself', () => {
    expect(box.open(sealed, ...PLACE)).toBe('0xseed')
    expect(sealed).toMatch(/^k1\.[\w-]+$/)
    expect(sealed).not.toContain('seed')
    expect(box.seal('0xseed', ...PLACE)).not.toBe(sealed)
    expect(box.open(box.seal('', ...PLACE), ...PLACE)).toBe('')
    expect(box.open(box.seal('ü\u0000🔑', ...PLACE), ...PLACE)).toBe('ü\u0000🔑')
  })

  it('does not open in another row, or in another column of its row', () => {
    expect(() => box.open(sealed, 'merchants.recovery_seed', 'mer_2')).toThrow(REFUSED)
    expect(() => box.open(sealed, 'merchants.webhook_secret', 'mer_1')).toThrow(REFUSED)
  })

  it('does not open with one bit changed, wherever it is', () => {
    const bytes = bytesOf(sealed)
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const changed = Uint8Array.from(bytes)
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      expect(() => box.open(made(changed), ...PLACE)).toThrow(REFUSED)
    }
  })

  it('does not open cut short: a tag of four bytes could be guessed', () => {
    const bytes = bytesOf(box.seal('', ...PLACE))
    expect(bytes).toHaveLength(28)
    for (let length = 0; length < bytes.length; length += 1) {
      expect(() => box.open(made(bytes.subarray(0, length)), ...PLACE)).toThrow(REFUSED)
    }
  })

  it('does not open under the name of another key', () => {
    const both = createSecretBox(ring('k1', 'k2'))
    expect(() => both.open(made(bytesOf(sealed), 'k2'), ...PLACE)).toThrow(REFUSED)
    const twice = createSecretBox([...ring('k1'), { id: 'k2', key: Buffer.alloc(32, 'k1') }])
    expect(() => twice.open(made(bytesOf(sealed), 'k2'), ...PLACE)).toThrow(REFUSED)
  })

  it('is opened by any key of the ring, and by none that is gone', () => {
    expect(createSecretBox(ring('k2', 'k1')).open(sealed, ...PLACE)).toBe('0xseed')
    expect(() => createSecretBox(ring('k2')).open(sealed, ...PLACE)).toThrow('not configured')
  })
})
