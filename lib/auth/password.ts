import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { createTurnstile } from './turnstile'

type Cost = { N: number; r: number; p: number }

/** What is kept for a person who has chosen none yet: no password matches it. */
export const NO_PASSWORD = 'none'

/** The same for whom somebody named in a registration over the API: that the mailbox is theirs, nobody has shown. */
export const UNCLAIMED = 'unclaimed'

const KEY_BYTES = 32
const SALT_BYTES = 16
/** 32 MiB three times over, which OWASP counts as one of the equal choices for scrypt. */
const COST: Cost = { N: 2 ** 15, r: 8, p: 3 }
const MAX_MEMORY = 256 * 1024 * 1024

/** Node hashes on four threads, which files and name lookups need too. */
const turnstile = createTurnstile({ atOnce: 2, waiting: 40 })

/** Hashes a password with scrypt and a salt of its own; the text says how, so that the cost can be raised later. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES)
  const key = await derive(password, salt, COST)
  return ['scrypt', COST.N, COST.r, COST.p, salt.toString('base64url'), key.toString('base64url')].join('$')
}

/**
 * Whether the password has this hash. For a text that is no hash, or none at all, it does the same work and answers no.
 * Throws TurnstileFull when too many are waiting to be hashed.
 */
export async function verifyPassword(password: string, stored: string | null): Promise<boolean> {
  const parsed = parse(stored ?? '')
  const key = await derive(password, parsed?.salt ?? randomBytes(SALT_BYTES), parsed?.cost ?? COST)
  return parsed !== null && timingSafeEqual(parsed.key, key)
}

/** Whether a hash was made at another cost than new ones are. */
export function isOutdated(stored: string): boolean {
  const cost = parse(stored)?.cost
  return !cost || cost.N !== COST.N || cost.r !== COST.r || cost.p !== COST.p
}

function parse(stored: string): { cost: Cost; salt: Buffer; key: Buffer } | null {
  const match = /^scrypt\$(\d{1,7})\$(\d{1,2})\$(\d{1,2})\$([\w-]+)\$([\w-]+)$/.exec(stored)
  if (!match) return null
  const [N = 0, r = 0, p = 0] = [match[1], match[2], match[3]].map((text) => Number.parseInt(text ?? '', 10))
  const key = Buffer.from(match[5] ?? '', 'base64url')
  if (key.length !== KEY_BYTES) return null
  return { cost: { N, r, p }, salt: Buffer.from(match[4] ?? '', 'base64url'), key }
}

function derive(password: string, salt: Buffer, cost: Cost): Promise<Buffer> {
  return turnstile(
    () =>
      new Promise((resolve, reject) => {
        scrypt(password.normalize('NFKC'), salt, KEY_BYTES, { ...cost, maxmem: MAX_MEMORY }, (error, key) =>
          error ? reject(error) : resolve(key),
        )
      }),
  )
}
