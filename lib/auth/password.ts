import { randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto'

const KEY_BYTES = 32
const SALT_BYTES = 16
/** 32 MiB and about a tenth of a second on a small server. */
const COST = { N: 2 ** 15, r: 8, p: 1 }

/** Hashes a password with scrypt and a salt of its own; the text says how, so that the cost can be raised later. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES)
  const key = await derive(password, salt, COST)
  return ['scrypt', COST.N, COST.r, COST.p, salt.toString('base64url'), key.toString('base64url')].join('$')
}

/** Whether the password has this hash; false for a text that is no hash. */
export async function verifyPassword(password: string, stored: string): Promise<boolean> {
  const match = /^scrypt\$(\d{1,7})\$(\d{1,2})\$(\d{1,2})\$([\w-]+)\$([\w-]+)$/.exec(stored)
  if (!match) return false
  const [N, r, p] = [match[1], match[2], match[3]].map((text) => Number.parseInt(text ?? '', 10))
  const salt = Buffer.from(match[4] ?? '', 'base64url')
  const expected = Buffer.from(match[5] ?? '', 'base64url')
  if (expected.length !== KEY_BYTES) return false
  return timingSafeEqual(expected, await derive(password, salt, { N, r, p }))
}

function derive(password: string, salt: Buffer, cost: Pick<ScryptOptions, 'N' | 'r' | 'p'>): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const options = { ...cost, maxmem: 256 * 1024 * 1024 }
    scrypt(password.normalize('NFKC'), salt, KEY_BYTES, options, (error, key) =>
      error ? reject(error) : resolve(key),
    )
  })
}
