import type { Route } from '@/lib/http/dialect'
import { unescapeSegment } from '@/lib/http/request'
import type { Method } from '@/lib/http/spec'

export type Methods = Partial<Record<Method, Route>>
/** `path` as `/api/v1/invoices/{id}`; `{...rest}` at the end takes what nothing else does. */
export type Entry = { path: string; methods: Methods }
export type Match = { methods: Methods; params: Record<string, string> }

const METHODS: readonly Method[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']

/** The routes of a route file: its exports may hold more, such as a duration. */
export function entry(path: string, file: Methods): Entry {
  const methods: Methods = {}
  for (const method of METHODS) if (file[method]) methods[method] = file[method]
  return { path, methods }
}

/** Finds who answers a path. Fixed paths win over parameters, parameters over a rest. */
export function createRouter(entries: readonly Entry[]): (path: string) => Match | null {
  const fixed = new Map<string, Methods>()
  const patterns: { segments: string[]; methods: Methods }[] = []
  const rests: { prefix: string; methods: Methods }[] = []
  for (const { path, methods } of entries) {
    if (path.includes('{...')) rests.push({ prefix: path.slice(0, path.indexOf('{')), methods })
    else if (path.includes('{')) patterns.push({ segments: path.split('/'), methods })
    else fixed.set(path, methods)
  }

  return (path) => {
    const exact = fixed.get(path)
    if (exact) return { methods: exact, params: {} }
    const given = path.split('/')
    for (const { segments, methods } of patterns) {
      const params = matchSegments(segments, given)
      if (params) return { methods, params }
    }
    const rest = rests.find(({ prefix }) => path.startsWith(prefix))
    return rest ? { methods: rest.methods, params: {} } : null
  }
}

function matchSegments(segments: readonly string[], given: readonly string[]): Record<string, string> | null {
  if (segments.length !== given.length) return null
  const params: Record<string, string> = {}
  for (const [index, segment] of segments.entries()) {
    const value = given[index] ?? ''
    if (segment.startsWith('{') && value !== '') params[segment.slice(1, -1)] = unescapeSegment(value)
    else if (segment !== value) return null
  }
  return params
}
