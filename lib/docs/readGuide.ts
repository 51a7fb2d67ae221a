import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { GUIDES, type Guide } from './catalogue'
import { contentsOf, parseDocument, type Block, type Heading } from './markdown'

export type GuidePage = { guide: Guide; blocks: readonly Block[]; contents: readonly Heading[] }

/** What the documents say where an instance's address belongs. */
const ADDRESS_IN_DOCUMENTS = 'http://127.0.0.1:3000'

/** A guide as this instance shows it, with its own address in the examples; null when there is none of that name. */
export async function readGuide(slug: string, publicUrl: string): Promise<GuidePage | null> {
  const guide = GUIDES.find((one) => one.slug === slug)
  if (!guide) return null
  const text = await readFile(path.join(process.cwd(), 'docs', guide.file), 'utf8')
  const blocks = parseDocument(text.replaceAll(ADDRESS_IN_DOCUMENTS, publicUrl))
  return { guide, blocks, contents: contentsOf(blocks) }
}
