import { displayAddress } from './evm/displayAddress'
import type { Network } from './network'
import { displayTron, hexOfTron, tronOfHex } from './tron/address'

type Kind = Pick<Network, 'kind'>

/** An address of a network in its display form, or null when it is none there; a wrong checksum is no address. */
export function addressOn({ kind }: Kind, text: string): string | null {
  return kind === 'tron' ? displayTron(text) : displayAddress(text)
}

/** The display form of an address on whichever network it is one. */
export function anyAddress(text: string): string | null {
  return displayTron(text) ?? displayAddress(text)
}

/** Twenty bytes of hex in the network's display form. Throws RangeError for another length. */
export function addressOfHex({ kind }: Kind, hex: string): string {
  if (kind === 'tron') return tronOfHex(hex)
  const address = displayAddress(hex)
  if (address === null) throw new RangeError('an address has twenty bytes')
  return address
}

/** Nobody holds it, on any network. */
export function isZeroAddress(address: string): boolean {
  return /^0x0+$/.test(hexOfTron(address) ?? address)
}
