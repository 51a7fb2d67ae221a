import ipaddr from 'ipaddr.js'

export type Cidr = [ipaddr.IPv4 | ipaddr.IPv6, number]
export type PortSpan = { from: number; to: number }

/** What the operator opens beyond public addresses; `ports` null are the instance's own ports. */
export type AllowedRange = { cidr: Cidr; ports: PortSpan | null }

/** Where webhooks may go (W5). */
export type ReceiverRules = {
  /** Ports that are open at every public address. */
  ports: readonly number[]
  ranges: readonly AllowedRange[]
}

/** Where one connection would go. */
export type Target = { address: string; port: number; secure: boolean }

/** Public by number, and no receiver: Azure's host answers its own machines there. */
const NEVER = new Set(['168.63.129.16'])
/** Everything in IPv6 that is routed at all; what ipaddr.js calls unicast is wider. */
const GLOBAL_UNICAST: Cidr = [ipaddr.IPv6.parse('2000::'), 3]

/**
 * Why a connection must not be made, or null (W5): only public addresses, by https, on open ports, unless the operator opened
 * the range. `allowedIps` of an endpoint narrow that further and never open (W4).
 */
export function targetProblem(
  rules: ReceiverRules,
  target: Target,
  allowedIps: readonly Cidr[],
): string | null {
  if (!ipaddr.isValid(target.address)) return `${target.address} is not an address`
  const address = ipaddr.process(target.address)
  if (allowedIps.length > 0 && !allowedIps.some((cidr) => contains(cidr, address))) {
    return `${target.address} is not in allowed_ips`
  }
  if (rules.ranges.some((range) => contains(range.cidr, address) && opens(rules, range, target.port))) {
    return null
  }
  if (!isPublic(address)) return `${target.address} is not a public address`
  if (!target.secure) return 'only https is spoken to public addresses'
  return rules.ports.includes(target.port) ? null : `port ${target.port} is not open for webhooks`
}

/**
 * Whether some address could be reached by name on this port; which one it is shows at connect time. This machine is written as
 * `localhost` or by its address: that it is open, as in development, opens no other name.
 */
export function someTargetFits(rules: ReceiverRules, { port, secure }: Omit<Target, 'address'>): boolean {
  const elsewhere = rules.ranges.filter(({ cidr: [network] }) => network.range() !== 'loopback')
  return (secure && rules.ports.includes(port)) || elsewhere.some((range) => opens(rules, range, port))
}

/** `10.0.0.0/8`, `192.168.1.100`, `fd00::/8`; null for anything else, also for what inet_aton would take. */
export function parseCidr(text: string): Cidr | null {
  const [host = '', bits, ...rest] = text.split('/')
  const isPlain = ipaddr.IPv4.isValidFourPartDecimal(host) || ipaddr.IPv6.isValid(host)
  if (!isPlain || host.includes('%') || rest.length > 0) return null
  const address = ipaddr.parse(host)
  const most = address.kind() === 'ipv4' ? 32 : 128
  if (bits === undefined) return [address, most]
  if (!/^\d{1,3}$/.test(bits) || Number.parseInt(bits, 10) > most) return null
  return [address, Number.parseInt(bits, 10)]
}

/** An operator's range: a CIDR, and after `@` its ports: `10.1.0.0/16`, `10.1.2.3/32@8080`, `127.0.0.0/8@1-65535`. */
export function parseRange(text: string): AllowedRange | null {
  const [range = '', ports, ...rest] = text.split('@')
  const cidr = parseCidr(range)
  if (!cidr || rest.length > 0) return null
  if (ports === undefined) return { cidr, ports: null }
  const [, from = '', to = from] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(ports) ?? []
  const span = { from: Number.parseInt(from, 10), to: Number.parseInt(to || from, 10) }
  return span.from >= 1 && span.from <= span.to && span.to <= 65_535 ? { cidr, ports: span } : null
}

function isPublic(address: ipaddr.IPv4 | ipaddr.IPv6): boolean {
  if (address.range() !== 'unicast' || NEVER.has(address.toString())) return false
  return address.kind() === 'ipv4' || contains(GLOBAL_UNICAST, address)
}

function contains([network, bits]: Cidr, address: ipaddr.IPv4 | ipaddr.IPv6): boolean {
  return network.kind() === address.kind() && address.match(network, bits)
}

function opens(rules: ReceiverRules, { ports }: AllowedRange, port: number): boolean {
  return ports === null ? rules.ports.includes(port) : port >= ports.from && port <= ports.to
}
