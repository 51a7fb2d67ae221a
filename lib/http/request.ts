import { oneSpelling } from './spellings.mjs'

/** The part of a web-standard Request that the pipeline reads, so that a server need not build a whole one. */
export type ApiRequest = {
  method: string
  /** Absolute, or only path and query. */
  url: string
  headers: { get(name: string): string | null }
  body: AsyncIterable<Uint8Array> | null
}

/** An unknown path is logged as it came, up to here. */
const MAX_TEMPLATE = 200

/** Path and query of a request's address, without its host. */
export function pathAndQuery(url: string): { path: string; query: string } {
  const start = url.startsWith('/') ? 0 : url.indexOf('/', url.indexOf('//') + 2)
  const local = start < 0 ? '/' : url.slice(start).split('#', 1)[0]!
  const mark = local.indexOf('?')
  return mark < 0 ? { path: local, query: '' } : { path: local.slice(0, mark), query: local.slice(mark + 1) }
}

/** The same path however its characters were escaped, and whichever of two spellings it has. */
export function canonicalPath(path: string): string {
  return oneSpelling(path.split('/').map(unescapeSegment).join('/'))
}

/** The path with its parameters named instead of given, so that one route is one line in a log. */
export function templateOf(url: string, params: Readonly<Record<string, string>>): string {
  const names = new Map(Object.entries(params).map(([name, value]) => [value, `{${name}}`]))
  const segments = pathAndQuery(url).path.split('/').map(unescapeSegment)
  return segments
    .map((segment) => names.get(segment) ?? segment)
    .join('/')
    .slice(0, MAX_TEMPLATE)
}

/** A segment without its escapes; as it is when they are broken. */
export function unescapeSegment(segment: string): string {
  if (!segment.includes('%')) return segment
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
