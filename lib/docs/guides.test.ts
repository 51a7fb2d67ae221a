import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { errorAnchor, ERROR_CODES } from '@/lib/http/invoices/errorCatalogue'
import { GUIDES } from './catalogue'
import { hrefOnInstance, parseDocument } from './markdown'

const pages = GUIDES.map((guide) => {
  const text = readFileSync(path.resolve(import.meta.dirname, '../../docs', guide.file), 'utf8')
  return { guide, text, blocks: parseDocument(text) }
})

/** Every anchor that a page of the documentation has. */
const anchors = new Map<string, ReadonlySet<string>>([
  ...pages.map(
    ({ guide, blocks }) =>
      [
        `/docs/${guide.slug}`,
        new Set(blocks.flatMap((block) => (block.kind === 'heading' ? [block.heading.id] : []))),
      ] as const,
  ),
  ['/docs/errors', new Set(ERROR_CODES.map(errorAnchor))],
])

describe.each(pages)('the guide $guide.slug', ({ guide, text, blocks }) => {
  it('begins with its title', () => {
    expect(blocks[0]).toMatchObject({ kind: 'heading', heading: { depth: 1 } })
  })

  it('links to pages and parts of pages that exist', () => {
    const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)].flatMap(
      ([, href]) => hrefOnInstance(href ?? '') ?? [],
    )
    const broken = links
      .map((href) => (href.startsWith('#') ? `/docs/${guide.slug}${href}` : href))
      .filter((href) => href.startsWith('/'))
      .filter((href) => {
        const [page = '', anchor] = href.split('#')
        const ids = anchors.get(page)
        return !ids || (anchor !== undefined && !ids.has(anchor))
      })
    expect(broken).toEqual([])
  })
})

it('puts neighbouring examples in several languages together, and others not', () => {
  const fence = (language: string) => ['```' + language, `in ${language}`, '```', ''].join('\n')
  const blocks = parseDocument(
    [fence('sh'), fence('ts'), fence('python'), fence('python'), 'text\n', fence('sh')].join('\n'),
  )
  expect(
    blocks.map((block) => (block.kind === 'samples' ? block.samples.map((one) => one.language) : block.kind)),
  ).toEqual([['sh', 'ts', 'python'], ['python'], 'other', ['sh']])
})

it('gives headings the ids that they have in the repository’s own view', () => {
  const [first, second] = parseDocument('## Give it back, `now`\n\n## Give it back, `now`\n')
  expect([first, second]).toMatchObject([
    { heading: { id: 'give-it-back-now' } },
    { heading: { id: 'give-it-back-now-1' } },
  ])
})

it('keeps the words of a link to what an instance does not show', () => {
  expect(hrefOnInstance('adr/0016-webhooks-from-an-outbox.md')).toBeNull()
  expect(hrefOnInstance('webhooks.md#check-the-signature')).toBe('/docs/webhooks#check-the-signature')
  expect(hrefOnInstance('errors.md#not-found')).toBe('/docs/errors#not-found')
})
