const HERE = 'http://here.invalid'

/** Where to go after signing in: a path of this site, else the dashboard. Another site's address leads nowhere. */
export function returnPath(asked: unknown, otherwise = '/dashboard'): string {
  if (typeof asked !== 'string' || !asked.startsWith('/') || !URL.canParse(asked, HERE)) return otherwise
  // Browsers drop tabs and line breaks and read `\` as `/`: what they would make of it has to be of this site still.
  const url = new URL(asked, HERE)
  if (url.origin !== HERE || url.pathname.startsWith('//')) return otherwise
  return url.pathname + url.search + url.hash
}
