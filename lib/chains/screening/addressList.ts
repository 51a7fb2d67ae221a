import { anyAddress } from '../addresses'
import { ScreeningError, type Screening } from './port'

/** Addresses of a text: one a line or several between commas, `#` begins a comment. Throws ScreeningError at what is no address. */
export function parseAddressList(text: string): ReadonlySet<string> {
  const parts = text
    .split(/\r?\n/)
    .map((line) => line.replace(/#.*$/, ''))
    .flatMap((line) => line.split(','))
    .map((part) => part.trim())
    .filter(Boolean)
  return new Set(
    parts.map((part) => {
      const address = anyAddress(part)
      if (address === null) throw new ScreeningError('a line of the list is no address')
      return address
    }),
  )
}

/**
 * A list of the operator's own, for all networks. `read` gives it as it is now, so that a changed list counts without a restart; a list
 * that cannot be read, or holds what is no address, is no answer: half a list would let the other half through.
 */
export function listScreening(read: () => Promise<ReadonlySet<string>>): Screening {
  let trouble: string | null = null
  return {
    id: 'list',
    covers: () => true,
    async listed({ addresses }) {
      try {
        const list = await read()
        trouble = null
        return new Set(addresses.filter((address) => list.has(address)))
      } catch {
        trouble = 'the list cannot be read'
        throw new ScreeningError(trouble)
      }
    },
    state: () => ({ id: 'list', networks: null, trouble }),
  }
}
