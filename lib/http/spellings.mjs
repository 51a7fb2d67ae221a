// Plain JavaScript, because Next's configuration reads it too.

/** Paths that may be written with a hyphen. `webhook-endpoints` is not among them: that is document 004's own. */
const UNDERSCORED = ['payment_links', 'checkout_sessions']
const BASE = '/api/v1/'

/**
 * The one spelling of a path: `/api/v1/payment-links/x` is `/api/v1/payment_links/x`.
 *
 * @param {string} path
 * @returns {string}
 */
export function oneSpelling(path) {
  if (!path.startsWith(BASE)) return path
  const [subject = '', ...rest] = path.slice(BASE.length).split('/')
  const known = UNDERSCORED.find((name) => hyphened(name) === subject)
  return known ? BASE + [known, ...rest].join('/') : path
}

/** The same for Next, which routes by itself. */
export const REWRITES = UNDERSCORED.flatMap((name) => [
  { source: `${BASE}${hyphened(name)}`, destination: BASE + name },
  { source: `${BASE}${hyphened(name)}/:path*`, destination: `${BASE}${name}/:path*` },
])

/** @param {string} name */
function hyphened(name) {
  return name.replaceAll('_', '-')
}
