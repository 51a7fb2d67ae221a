import { scryptSync } from 'node:crypto'
import { expect, it } from 'vitest'
import { hashPassword, isOutdated, verifyPassword } from './password'

/** Hashing is slow on purpose, and slower where cores are shared. */
const PATIENCE_MS = 60_000

it(
  'knows its own password and no other, and says how it was hashed',
  async () => {
    const stored = await hashPassword('correct horse')
    expect(stored).toMatch(/^scrypt\$32768\$8\$3\$[\w-]{22}\$[\w-]{43}$/)
    expect(await verifyPassword('correct horse', stored)).toBe(true)
    expect(await verifyPassword('Correct horse', stored)).toBe(false)
    expect(isOutdated(stored)).toBe(false)
  },
  PATIENCE_MS,
)

it('still knows a password that was hashed at a lower cost, and says so', async () => {
  const salt = Buffer.alloc(16, 7)
  const key = scryptSync('old', salt, 32, { N: 1024, r: 8, p: 1 })
  const stored = ['scrypt', 1024, 8, 1, salt.toString('base64url'), key.toString('base64url')].join('$')
  expect(isOutdated(stored)).toBe(true)
  expect(await verifyPassword('old', stored)).toBe(true)
})

it(
  'does the same work for a text that is no hash, and for nobody',
  async () => {
    const took = async (stored: string | null) => {
      const started = performance.now()
      expect(await verifyPassword('x', stored)).toBe(false)
      return performance.now() - started
    }
    const known = await took(await hashPassword('y'))
    // A quarter, since other work shares the cores; without the work it would be a thousandth.
    expect(await took('no hash')).toBeGreaterThan(known / 4)
    expect(await took(null)).toBeGreaterThan(known / 4)
  },
  PATIENCE_MS,
)
