import type { Token, Tokens } from 'marked'
import type { Block, Heading } from '@/lib/docs/markdown'
import { CodeBlock } from './CodeBlock'
import { CodeSamples } from './CodeSamples'
import { DocumentTable } from './DocumentTable'
import { Inline } from './Inline'

/** A guide of the repository as a page. */
export function Document({ blocks }: { blocks: readonly Block[] }) {
  return (
    <article className="flex min-w-0 flex-col gap-4 text-[0.9375rem]/7">
      {blocks.map((block, index) => (
        <One key={index} block={block} />
      ))}
    </article>
  )
}

function One({ block }: { block: Block }) {
  if (block.kind === 'heading') return <Title heading={block.heading} />
  return block.kind === 'samples' ? <CodeSamples samples={block.samples} /> : <Body token={block.token} />
}

function Title({ heading: { depth, id, tokens } }: { heading: Heading }) {
  if (depth === 1) {
    return (
      <h1 id={id} className="text-3xl font-semibold tracking-tight">
        <Inline tokens={tokens} />
      </h1>
    )
  }
  const Tag = depth === 2 ? 'h2' : 'h3'
  const size = depth === 2 ? 'mt-6 text-xl tracking-tight' : 'mt-3 text-base'
  return (
    <Tag id={id} className={`group scroll-mt-20 font-semibold lg:scroll-mt-8 ${size}`}>
      <Inline tokens={tokens} />
      <a
        href={`#${id}`}
        className="ml-2 text-faint opacity-0 group-hover:opacity-100 focus-visible:opacity-100"
      >
        <span aria-hidden="true">#</span>
        <span className="sr-only">Link to this part</span>
      </a>
    </Tag>
  )
}

function Body({ token }: { token: Token }) {
  if (isOf<Tokens.Paragraph>(token, 'paragraph')) {
    return (
      <p>
        <Inline tokens={token.tokens} />
      </p>
    )
  }
  if (isOf<Tokens.Text>(token, 'text'))
    return <Inline tokens={token.tokens ?? [{ ...token, type: 'plain' }]} />
  if (isOf<Tokens.Code>(token, 'code'))
    return <CodeBlock code={token.text} language={token.lang || undefined} />
  if (isOf<Tokens.Table>(token, 'table')) return <DocumentTable table={token} />
  if (isOf<Tokens.Blockquote>(token, 'blockquote')) {
    return (
      <blockquote data-tone="calm" className="rounded-xl bg-tone-soft px-4 py-3">
        <Bodies tokens={token.tokens} />
      </blockquote>
    )
  }
  if (isOf<Tokens.List>(token, 'list')) return <List list={token} />
  return null
}

function List({ list }: { list: Tokens.List }) {
  const Tag = list.ordered ? 'ol' : 'ul'
  return (
    <Tag
      className={`flex flex-col gap-1.5 pl-6 ${list.ordered ? 'list-decimal' : 'list-disc'} marker:text-faint`}
    >
      {list.items.map((item, index) => (
        <li key={index} className="pl-1">
          <Bodies tokens={item.tokens} />
        </li>
      ))}
    </Tag>
  )
}

function Bodies({ tokens }: { tokens: readonly Token[] }) {
  return tokens.map((token, index) => <Body key={index} token={token} />)
}

/** marked's union has a member whose `type` is any text, so that comparing alone narrows nothing. */
function isOf<T extends { type: string }>(token: { type: string }, type: T['type']): token is T {
  return token.type === type
}
