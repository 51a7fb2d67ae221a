import { Resolver, lookup } from 'node:dns/promises'

/** All addresses of a name; throws when there is none. */
export type Resolve = (name: string) => Promise<string[]>

const TIMEOUT_MS = 2_000
const TRIES = 2

/**
 * Asks DNS without the few threads that getaddrinfo would take: a receiver's name server that never answers must not stand in
 * anyone's way. `localNames` also asks the machine (its hosts file), where the operator opened ranges of its own.
 */
export function createResolve({ localNames }: { localNames: boolean }): Resolve {
  return async (name) => {
    const resolver = new Resolver({ timeout: TIMEOUT_MS, tries: TRIES })
    const [v4, v6] = await Promise.allSettled([resolver.resolve4(name), resolver.resolve6(name)])
    const found = [v4, v6].flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []))
    if (found.length > 0) return found
    if (localNames) return (await lookup(name, { all: true })).map(({ address }) => address)
    throw v4.status === 'rejected' ? v4.reason : new Error('no address')
  }
}
