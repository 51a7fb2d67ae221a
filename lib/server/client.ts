import { AsyncLocalStorage } from 'node:async_hooks'

type Scope = AsyncLocalStorage<{ address: string | null }>

const shared = globalThis as { cryptoCheckoutClient?: Scope }

/** Kept on `globalThis`: the self-hosted server and Next's build are separate module instances. */
function scope(): Scope {
  shared.cryptoCheckoutClient ??= new AsyncLocalStorage()
  return shared.cryptoCheckoutClient
}

/** Runs a page's work with what only the socket knows: no header can claim it. */
export function withClient<Result>(address: string | null, work: () => Result): Result {
  return scope().run({ address }, work)
}

/**
 * The address behind a chain of proxies, of which the last `trusted` are ours and each appended whom it saw: what stands
 * left of them anyone can write. Null when there is no such entry.
 */
export function behindProxies(forwardedFor: string | null, socket: string | null, trusted: number) {
  const seen = (forwardedFor ?? '').split(',').map((part) => part.trim())
  const chain = [...seen.filter(Boolean), ...(socket ? [socket] : [])]
  const address = chain[chain.length - 1 - (socket ? trusted : trusted - 1)] ?? null
  return address?.replace(/^::ffff:/, '') ?? null
}

/** Whom a page's request comes from; without the self-hosted server around, only trusted proxies tell. */
export function clientOfPage(headers: { get(name: string): string | null }, trusted: number): string | null {
  const inside = scope().getStore()
  if (inside) return inside.address
  return trusted > 0 ? behindProxies(headers.get('x-forwarded-for'), null, trusted) : null
}
