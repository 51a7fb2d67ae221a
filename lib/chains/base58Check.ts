import { createHash } from 'node:crypto'
import { createBase58check } from '@scure/base'

const coder = createBase58check((data) => createHash('sha256').update(data).digest())

/** Base58 with a checksum of four bytes, as extended keys and TRON's addresses are written. */
export const base58Check = {
  encode: (bytes: Uint8Array): string => coder.encode(bytes),
  /** Null where a character, the length or the checksum is wrong. */
  decode(text: string): Uint8Array | null {
    try {
      return coder.decode(text)
    } catch {
      return null
    }
  },
}
