import GithubSlugger from 'github-slugger'
import { lexer, type Token, type Tokens } from 'marked'
import { GUIDES } from './catalogue'
import { isLanguage, type Sample } from './samples'

export type Heading = { depth: number; id: string; text: string; tokens: readonly Token[] }

export type Block =
  | { kind: 'heading'; heading: Heading }
  /** The same thing in several languages, of which one is shown. */
  | { kind: 'samples'; samples: readonly Sample[] }
  | { kind: 'other'; token: Token }

/**
 * The blocks of a document: headings with the ids that GitHub gives them too, and neighbouring fences of `sh`, `ts` and
 * `python` put together as one sample in three languages. `text` is Markdown of this repository, not of a stranger.
 */
export function parseDocument(text: string): Block[] {
  const slugger = new GithubSlugger()
  const blocks: Block[] = []
  for (const token of lexer(text)) {
    if (token.type === 'space' || token.type === 'html') continue
    if (isHeading(token)) {
      const heading = {
        depth: token.depth,
        id: slugger.slug(plain(token.tokens)),
        text: plain(token.tokens),
        tokens: token.tokens,
      }
      blocks.push({ kind: 'heading', heading })
    } else if (isCode(token) && isLanguage(token.lang)) {
      addSample(blocks, { language: token.lang, code: token.text })
    } else {
      blocks.push({ kind: 'other', token })
    }
  }
  return blocks
}

function addSample(blocks: Block[], sample: Sample): void {
  const last = blocks.at(-1)
  const joins = last?.kind === 'samples' && last.samples.every((one) => one.language !== sample.language)
  if (joins) last.samples = [...last.samples, sample]
  else blocks.push({ kind: 'samples', samples: [sample] })
}

/** The headings of a document, for a table of its contents. */
export function contentsOf(blocks: readonly Block[]): Heading[] {
  return blocks.flatMap((block) =>
    block.kind === 'heading' && block.heading.depth === 2 ? [block.heading] : [],
  )
}

/** Where a link of a document leads on an instance; null when what it names is not shown there. */
export function hrefOnInstance(href: string): string | null {
  if (/^(https?:|#)/.test(href)) return href
  const [file = '', anchor] = href.split('#')
  const at = anchor ? `#${anchor}` : ''
  if (file === 'errors.md') return `/docs/errors${at}`
  const guide = GUIDES.find((one) => one.file === file)
  return guide ? `/docs/${guide.slug}${at}` : null
}

/** The words of inline tokens, without their marks. */
export function plain(tokens: readonly Token[] = []): string {
  return tokens
    .map((token) => ('tokens' in token && token.tokens ? plain(token.tokens) : textOf(token)))
    .join('')
}

function textOf(token: Token): string {
  return 'text' in token && typeof token.text === 'string' ? token.text : ''
}

// marked's union has a member whose `type` is any text, so that comparing alone narrows nothing.
function isHeading(token: Token): token is Tokens.Heading {
  return token.type === 'heading'
}

function isCode(token: Token): token is Tokens.Code {
  return token.type === 'code'
}
