import { headerProblem, MOST_HEADERS } from '@/lib/webhooks/customHeaders'

/** What stands where a value is kept and not shown. */
export const KEPT = '***'

/** Headers by name; null keeps the value that is there. */
export type HeaderChange = Readonly<Record<string, string | null>>

/** Reads headers as a form has them, `Name: value` a line; `***` keeps what is there. Says what is wrong in a sentence instead. */
export function readHeaderLines(
  text: string,
): { headers: HeaderChange; problem: null } | { headers: null; problem: string } {
  const headers: Record<string, string | null> = {}
  const wrong = (problem: string) => ({ headers: null, problem })
  for (const line of text
    .split('\n')
    .map((one) => one.trim())
    .filter(Boolean)) {
    const [, name = '', value = ''] = /^([^:]*):(.*)$/.exec(line) ?? []
    if (name.trim() === '') return wrong('Write each header as Name: value, one a line.')
    const known = Object.keys(headers).some((one) => one.toLowerCase() === name.trim().toLowerCase())
    if (known) return wrong(`${name.trim()} is there twice.`)
    const isKept = value.trim() === KEPT
    const problem = headerProblem(name.trim(), isKept ? 'x' : value.trim())
    if (problem) return wrong(`${name.trim()} ${problem}.`)
    headers[name.trim()] = isKept ? null : value.trim()
  }
  return Object.keys(headers).length > MOST_HEADERS
    ? wrong(`There can be at most ${MOST_HEADERS} headers.`)
    : { headers, problem: null }
}

/** What the form begins with: names, and nothing of their values. */
export function headerLines(names: readonly string[]): string {
  return names.map((name) => `${name}: ${KEPT}`).join('\n')
}
