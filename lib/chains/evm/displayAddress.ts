import { getAddress, isAddress } from 'viem'

/** An address in EIP-55 form, or null when it is none; one in mixed case must have the right checksum. */
export function displayAddress(text: string): string | null {
  const oneCase = /^0x([0-9a-f]{40}|[0-9A-F]{40})$/.test(text)
  return isAddress(text, { strict: !oneCase }) ? getAddress(text) : null
}
