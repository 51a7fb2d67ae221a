import type { ApiRequest } from './request'
import { RequestError } from './requestError'

const SAFE = ['GET', 'HEAD', 'OPTIONS']

/**
 * For what a browser sends by itself, such as a session's cookie: throws CROSS_ORIGIN_REFUSED for a request that changes something and
 * comes from a page of another origin, a sibling domain's too. Browsers say so in `Sec-Fetch-Site`, older ones in `Origin`; who
 * sends neither is no browser.
 */
export function mustBeSameOrigin(
  { method, headers }: Pick<ApiRequest, 'method' | 'headers'>,
  publicUrl: string,
): void {
  if (SAFE.includes(method)) return
  const site = headers.get('sec-fetch-site')
  const origin = headers.get('origin')
  const isOwn = origin === null || isOurs(origin, publicUrl, headers.get('host'))
  if (site === null ? isOwn : site === 'same-origin' || site === 'none') return
  throw new RequestError(
    'CROSS_ORIGIN_REFUSED',
    'A session is for pages of this site: from elsewhere send an API key or a token',
  )
}

/** A proxy in front may send another Host than the browser's; PUBLIC_URL is ours all the same. */
function isOurs(origin: string, publicUrl: string, host: string | null): boolean {
  if (!URL.canParse(origin)) return false
  const given = new URL(origin)
  const isPublic = URL.canParse(publicUrl) && given.origin === new URL(publicUrl).origin
  return isPublic || (host !== null && given.host === host.toLowerCase())
}
