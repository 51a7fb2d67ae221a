import type { LookupFunction } from 'node:net'
import type { ConnectionOptions } from 'node:tls'
import ipaddr from 'ipaddr.js'
import { buildConnector } from 'undici'
import { targetProblem, type Cidr, type ReceiverRules } from './addresses'
import { literalAddresses } from './receiverUrl'
import type { Resolve } from './resolve'

/** The connection must not be made; the message says why, for the merchant. */
export class RefusedTarget extends Error {
  override readonly name = 'RefusedTarget'
}

export type ConnectorParts = {
  rules: ReceiverRules
  resolve: Resolve
  allowedIps: readonly Cidr[]
  /** Name, connection and TLS together. */
  timeoutMs: number
  /** Certificates to trust beside the usual ones. */
  ca?: ConnectionOptions['ca']
}

/**
 * Makes connections for undici. A name is resolved once, every answer is judged, and the connection goes to these answers and
 * no other: a name server that answers differently the next time is not asked again (W5).
 */
export function checkedConnector(parts: ConnectorParts): buildConnector.connector {
  return (options, callback) => void connect(parts, options, callback)
}

async function connect(
  parts: ConnectorParts,
  options: buildConnector.Options,
  callback: buildConnector.Callback,
): Promise<void> {
  let addresses: string[]
  try {
    addresses = await resolveChecked(parts, options)
  } catch (error) {
    callback(error instanceof Error ? error : new Error(String(error)), null)
    return
  }
  const open = buildConnector({
    timeout: parts.timeoutMs,
    lookup: pinned(addresses),
    ...(parts.ca ? { ca: parts.ca } : {}),
  })
  open(options, (...[error, socket]) => {
    if (error) return callback(error, null)
    if (isOneOf(addresses, socket.remoteAddress)) return callback(null, socket)
    socket.destroy()
    callback(new RefusedTarget('the connection went elsewhere'), null)
  })
}

async function resolveChecked(parts: ConnectorParts, options: buildConnector.Options): Promise<string[]> {
  const secure = options.protocol === 'https:'
  const port = options.port ? Number.parseInt(options.port, 10) : secure ? 443 : 80
  const host = options.hostname.replace(/^\[|\]$/g, '')
  const literal = literalAddresses(host)
  const addresses = literal ?? (await within(parts.timeoutMs, parts.resolve(host)))
  const judged = addresses.map((address) => ({
    address,
    problem: targetProblem(parts.rules, { address, port, secure }, parts.allowedIps),
  }))
  const fine = judged.filter(({ problem }) => problem === null)
  // One bad answer of a name server spoils all; of what this machine is called only one may be open.
  const isOpen = literal ? fine.length > 0 : judged.length > 0 && fine.length === judged.length
  if (!isOpen) {
    const problem = judged.find((one) => one.problem !== null)?.problem
    throw new RefusedTarget(problem ?? 'the name has no address')
  }
  return fine.map(({ address }) => address)
}

function pinned(addresses: readonly string[]): LookupFunction {
  const all = addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
  return (_hostname, options, callback) => {
    if (options.all) return callback(null, all)
    callback(null, all[0]?.address ?? '', all[0]?.family ?? 4)
  }
}

function isOneOf(addresses: readonly string[], remote: string | undefined): boolean {
  if (remote === undefined || !ipaddr.isValid(remote)) return false
  const reached = ipaddr.process(remote).toString()
  return addresses.some((address) => ipaddr.process(address).toString() === reached)
}

async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new RefusedTarget('the name server does not answer')), milliseconds)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}
