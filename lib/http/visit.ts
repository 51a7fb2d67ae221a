/** Who fetches a page to show it to somebody, or to know it, and not to use it: previews of links, crawlers, checkers. */
const PREVIEWS =
  /bot\b|bot_|crawl|spider|slurp|preview|scrap|externalhit|facebookcatalog|meta-external|whatsapp\/|embedly|iframely|vkshare|unfurl|slack-imgproxy|cardyb|feedfetcher|feedly|apis-google|mediapartners|google-inspectiontool|googleother|lighthouse|pagespeed|pingdom|uptimerobot|statuscake|microsoft office|ms-office|safelinks|proofpoint|barracuda|mimecast|zgrab|w3c_validator|archive\.org/i

type Headers = { get(name: string): string | null }

/**
 * Whether a request for a page is somebody's who opens it: not a preview, prefetch or prerender, not HEAD, and nothing that a browser
 * loads as a part of another page or a script fetches. What says nothing of itself is a visit.
 */
export function isVisit(method: string, headers: Headers): boolean {
  if (method !== 'GET') return false
  const purposes = ['sec-purpose', 'purpose', 'x-purpose', 'x-moz'].map((name) => headers.get(name) ?? '')
  if (purposes.some((purpose) => /prefetch|prerender|preview/i.test(purpose))) return false
  if (headers.get('next-router-prefetch') !== null || headers.get('rsc') !== null) return false
  const part = headers.get('sec-fetch-dest')
  if (part !== null && part !== 'document') return false
  return !PREVIEWS.test(headers.get('user-agent') ?? '')
}
