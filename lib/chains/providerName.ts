import { createHash } from 'node:crypto'
import { isIP } from 'node:net'

/**
 * Who runs what an RPC URL leads to: the end of its host's name, and the port where it says one. Keys stand in paths, in queries,
 * before an @, and at some providers in the first part of the host, so that nothing of them is in it.
 */
export function providerSite(rpcUrl: string): string {
  const { hostname, port } = new URL(rpcUrl)
  const address = isIP(hostname.replace(/^\[|\]$/g, '')) > 0
  const host = address ? hostname : hostname.split('.').slice(-2).join('.')
  return port ? `${host}:${port}` : host
}

/** A site for everybody to see: a node of the operator's own is not told where it is. */
export function shownSite(rpcUrl: string): string {
  const host = new URL(rpcUrl).hostname.replace(/^\[|\]$/g, '')
  const isOwn = isIP(host) > 0 || !host.includes('.') || /\.(internal|local|lan|home|localhost)$/.test(host)
  return isOwn ? 'own node' : providerSite(rpcUrl)
}

/** Tells a provider's URL from any other in the database, and nothing of what is in it: whoever has the URL can make it again. */
export function providerId(rpcUrl: string): string {
  return createHash('sha256').update(rpcUrl).digest('hex').slice(0, 24)
}
