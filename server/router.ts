import type { Route } from '@/lib/http/dialect'
import { oneSpelling } from '@/lib/http/spellings.mjs'
import { unescapeSegment } from '@/lib/http/request'
import { METHODS, type Method } from '@/lib/http/spec'

export type Methods = Partial<Record<Method, Route>>
type Answers = Partial<Record<Method | 'OPTIONS', Route>>
/** `path` as `/api/v1/invoices/{id}`; `{...rest}` at the end takes what nothing else does. */
export type Entry = {
  path: string
  /** What the path is there for. */
  methods: Methods
  /** These, and what answers the methods that it does not have. */
  answers: Answers
}
export type Match = {
  /** The path as its folder names it: what a caller made up is not in it. */
  path: string
  answers: Answers
  params: Record<string, string>
}

/** The routes of a route file: its exports may hold more, such as a duration. */
export function entry(path: string, file: Answers): Entry {
  const methods: Methods = {}
  const answers: Answers = {}
  for (const method of [...METHODS, 'OPTIONS'] as const) {
    const route = file[method]
    if (route) answers[method] = route
    if (route && method !== 'OPTIONS' && !route.spec.isRefusal) methods[method] = route
  }
  return { path, methods, answers }
}

/** Finds who answers a path. Fixed paths win over parameters, parameters over a rest. */
export function createRouter(entries: readonly Entry[]): (path: string) => Match | null {
  const fixed = new Map<string, Answers>()
  const patterns: { path: string; segments: string[]; answers: Answers }[] = []
  const rests: { path: string; prefix: string; answers: Answers }[] = []
  for (const { path, answers } of entries) {
    if (path.includes('{...')) rests.push({ path, prefix: path.slice(0, path.indexOf('{')), answers })
    else if (path.includes('{')) patterns.push({ path, segments: path.split('/'), answers })
    else fixed.set(path, answers)
  }

  return (asked) => {
    const path = oneSpelling(asked)
    const exact = fixed.get(path)
    if (exact) return { path, answers: exact, params: {} }
    const given = path.split('/')
    for (const { path: template, segments, answers } of patterns) {
      const params = matchSegments(segments, given)
      if (params) return { path: template, answers, params }
    }
    const rest = rests.find(({ prefix }) => path.startsWith(prefix))
    return rest ? { path: rest.path, answers: rest.answers, params: {} } : null
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
