import { createHash } from 'node:crypto'
import { getAddress } from 'viem'

/**
 * TRON's addresses, written here once more and from nothing of the product: what it shows is read by this, so that a mistake of its own
 * would not be made twice. The model chain knows twenty bytes.
 */
const LETTERS = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'
const PREFIX = '41'

export function tronAddressOf(address: string): string {
  const body = `${PREFIX}${address.slice(2).toLowerCase()}`
  let number = BigInt(`0x${body}${checksumOf(body)}`)
  let text = ''
  for (; number > 0n; number /= 58n) text = `${LETTERS[Number(number % 58n)]}${text}`
  return text
}

/** EIP-55, as the model chain has it. Throws where the text is no address of TRON. */
export function chainAddressOf(text: string): string {
  let number = 0n
  for (const letter of text) {
    const value = LETTERS.indexOf(letter)
    if (value < 0) throw new Error(`${text} is no address of TRON`)
    number = number * 58n + BigInt(value)
  }
  const hex = number.toString(16)
  const body = hex.slice(0, 42)
  const isSound = hex.length === 50 && body.startsWith(PREFIX) && hex.slice(42) === checksumOf(body)
  if (!isSound) throw new Error(`${text} is no address of TRON`)
  return getAddress(`0x${body.slice(2)}`)
}

function checksumOf(body: string): string {
  const sha256 = (data: Buffer) => createHash('sha256').update(data).digest()
  return sha256(sha256(Buffer.from(body, 'hex')))
    .toString('hex')
    .slice(0, 8)
}
