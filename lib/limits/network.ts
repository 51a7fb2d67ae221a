import { isIPv6 } from 'node:net'

/** Whom an address stands for: an IPv4 address itself, of IPv6 the /64 that one customer of a provider has. */
export function networkOf(address: string): string {
  if (!isIPv6(address)) return address
  // The URL parser writes an address one way only, whichever way it came.
  const plain = new URL(`http://[${address.split('%', 1)[0]}]`).hostname.slice(1, -1)
  const [head = '', tail] = plain.split('::')
  const groups = head === '' ? [] : head.split(':')
  if (tail !== undefined) {
    const last = tail === '' ? [] : tail.split(':')
    groups.push(...Array.from({ length: 8 - groups.length - last.length }, () => '0'), ...last)
  }
  return `${groups.slice(0, 4).join(':')}::/64`
}
