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

const SEQUENCE_BITS = 16n
const LAST_OF_SEQUENCE = (1n << SEQUENCE_BITS) - 1n
const RANDOM_BITS = 64n

let lastTime = -1
let sequence = 0n

/**
 * A new id: prefix, then 48 bits of the time, 16 that count the ids which this process made in that millisecond, and 64 random
 * ones, in Crockford's base 32 (a ULID's layout). So ids sort by creation, also those of one moment, and cannot be guessed.
 */
export function newId(prefix: IdPrefix, at: Date): string {
  let bits = (BigInt(at.getTime()) << SEQUENCE_BITS) | turnIn(at.getTime())
  bits = (bits << RANDOM_BITS) | randomBytes(8).readBigUInt64BE()
  let text = ''
  for (let shift = 125n; shift >= 0n; shift -= 5n) text += ALPHABET[Number((bits >> shift) & 31n)]
  return `${prefix}_${text}`
}

/** Beyond the last one of a millisecond the random part alone tells ids apart. */
function turnIn(time: number): bigint {
  if (time !== lastTime) sequence = 0n
  else if (sequence < LAST_OF_SEQUENCE) sequence += 1n
  lastTime = time
  return sequence
}

export const newUuid = (): string => randomUUID()
