import { randomBytes, randomUUID } from 'node:crypto'

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'

export type IdPrefix =
  | 'mer'
  | 'cus'
  | 'ccl'
  | 'cle'
  | 'usr'
  | 'mem'
  | 'key'
  | 'mail'
  | 'pm'
  | 'cfg'
  | 'ptm'
  | 'plink'
  | 'cs'
  | 'xpk'
  | 'inv'
  | 'exc'
  | 'fee'
  | 'dep'
  | 'opt'
  | 'hub'
  | 'rly'
  | 'pay'
  | 'set'
  | 'led'
  | 'evt'
  | 'quo'
  | 'swp'
  | 'ref'
  | 'wal'
  | 'wdr'
  | 'mis'
  | 'whe'
  | 'whd'
  | 'logo'
  | 'req'
  | 'aud'

/**
 * A new id: prefix, then 48 bits of the time and 80 random bits in Crockford's base 32, so that ids sort by creation
 * and cannot be guessed (the layout of a ULID).
 */
export function newId(prefix: IdPrefix, at: Date): string {
  const random = randomBytes(10)
  let bits = BigInt(at.getTime()) << 80n
  for (const [index, byte] of random.entries()) bits |= BigInt(byte) << BigInt(8 * (9 - index))
  let text = ''
  for (let shift = 125n; shift >= 0n; shift -= 5n) text += ALPHABET[Number((bits >> shift) & 31n)]
  return `${prefix}_${text}`
}

export const newUuid = (): string => randomUUID()
