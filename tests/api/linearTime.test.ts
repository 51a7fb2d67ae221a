import { describe, expect, it } from 'vitest'
import { emailText } from '@/lib/http/sessions/sessionSchemas'
import { MANIFEST } from '@/server/manifest.gen'

/** What makes patterns try again from every place, longer than anything that is taken. */
const LENGTH = 100_000
const HOSTILE = [
  ['dots of an e-mail', `a@${'.'.repeat(LENGTH)}@`],
  ['labels of an e-mail', `a@${'a.'.repeat(LENGTH / 2)}@`],
  ['parts of an e-mail', `${'a@'.repeat(LENGTH / 2)}`],
  ['digits', `${'0'.repeat(LENGTH)}x`],
  ['groups of digits', `${'1,000'.repeat(LENGTH / 5)}x`],
  ['spaces', `a${' '.repeat(LENGTH)}a`],
  ['hyphens', `${'a-'.repeat(LENGTH / 2)}!`],
  ['slashes', `https://a${'/'.repeat(LENGTH)}\0`],
  ['hosts', `https://${'a.'.repeat(LENGTH / 2)}`],
  ['hex', `0x${'a'.repeat(LENGTH)}g`],
  ['base64', `data:image/png;base64,${'AAAA'.repeat(LENGTH / 4)}!`],
  ['scopes', `${'a:'.repeat(LENGTH / 2)}*`],
  ['a time', `2026-01-01T00:00:00.${'0'.repeat(LENGTH)}`],
] as const

/** Milliseconds that a megabyte in one pass never needs, and that a pattern which tries again always does. */
const SOON = 500

function took(work: () => unknown): number {
  const began = performance.now()
  work()
  return performance.now() - began
}

type Path = readonly (string | number)[]

/** Where an example holds text. */
function textsIn(value: unknown, path: Path = []): Path[] {
  if (typeof value === 'string') return [path]
  if (value === null || typeof value !== 'object') return []
  return Object.entries(value).flatMap(([key, member]) => textsIn(member, [...path, key]))
}

function withText(value: unknown, [key, ...rest]: Path, text: string): unknown {
  if (key === undefined) return text
  if (Array.isArray(value))
    return value.map((one, at) => (String(at) === key ? withText(one, rest, text) : one))
  return { ...(value as object), [key]: withText((value as Record<string, unknown>)[key], rest, text) }
}

const specs = MANIFEST.flatMap(({ path, methods }) =>
  Object.entries(methods).map(([method, { spec }]) => ({ name: `${method} ${path}`, spec })),
)

describe('text without end is refused in one pass', () => {
  it('an e-mail, wherever it comes from', () => {
    for (const [what, text] of HOSTILE) {
      expect([what, took(() => emailText.safeParse(text)) < SOON]).toEqual([what, true])
      expect(emailText.safeParse(text).success).toBe(false)
    }
  })

  const withBody = specs.filter(({ spec }) => spec.body && spec.example !== undefined)
  it.each(withBody)('$name', ({ spec }) => {
    for (const path of textsIn(spec.example)) {
      for (const [what, text] of HOSTILE) {
        const body = withText(spec.example, path, text)
        const ms = took(() => spec.body?.safeParse(body))
        expect([path.join('.'), what, ms < SOON]).toEqual([path.join('.'), what, true])
      }
    }
  })

  const withQuery = specs.filter(({ spec }) => spec.query)
  it.each(withQuery)('the query of $name', ({ spec }) => {
    const { shape } = spec.query as unknown as { shape: Record<string, unknown> }
    for (const name of Object.keys(shape)) {
      for (const [what, text] of HOSTILE) {
        const ms = took(() => spec.query?.safeParse({ [name]: text }))
        expect([name, what, ms < SOON]).toEqual([name, what, true])
      }
    }
  })
})
