import { isOpenToPages, preflightHeaders } from './crossOrigin'
import { RequestError } from './requestError'
import { METHODS, type Method, type RouteSpec } from './spec'

/** What a route file exports besides its own methods, so that Next and the self-hosted server refuse alike. */
export type OtherMethod = Method | 'OPTIONS'

/** Every method that a path does not have, with what answers it: 405 with `Allow`, and OPTIONS, which browsers ask first. */
export function otherMethods(own: readonly Method[]): [OtherMethod, RouteSpec][] {
  const allowed = allowedMethods(own)
  const missing = METHODS.filter((method) => !own.includes(method))
  return [
    ...missing.map((method): [OtherMethod, RouteSpec] => [method, notAllowed(method, allowed)]),
    ['OPTIONS', options(allowed)],
  ]
}

/** GET brings HEAD with it, and OPTIONS is answered everywhere. */
export function allowedMethods(own: readonly string[]): string[] {
  return [...own, ...(own.includes('GET') ? ['HEAD'] : []), 'OPTIONS']
}

/** 405 in the document's form. */
export function notAllowed(method: string, allowed: readonly string[]): RouteSpec {
  const allow = allowed.join(', ')
  return {
    summary: 'Refused',
    isRefusal: true,
    access: { kind: 'public' },
    run: () =>
      Promise.reject(new RequestError('METHOD_NOT_ALLOWED', `${method} is not answered here`, {}, { allow })),
  }
}

/** Not counted: a browser that asks before each request would use up its user's limit. */
function options(allowed: readonly string[]): RouteSpec {
  const allow = allowed.join(', ')
  return {
    summary: 'What is answered here',
    isRefusal: true,
    access: { kind: 'public' },
    limit: 'none',
    run({ request }) {
      const open = isOpenToPages(request.url)
      if (request.isPreflight && !open) return Promise.reject(keptToServers(allow))
      return Promise.resolve({
        kind: 'empty',
        headers: { allow, ...(open ? preflightHeaders(allowed) : {}) },
      })
    },
  }
}

/** Without CORS headers in it the browser does not send what it asked for. */
function keptToServers(allow: string): RequestError {
  return new RequestError(
    'CROSS_ORIGIN_REFUSED',
    'Pages cannot call this: send it from your server, so that no key is in a browser',
    {},
    { allow },
  )
}
