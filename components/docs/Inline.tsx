import type { Token } from 'marked'
import Link from 'next/link'
import { hrefOnInstance } from '@/lib/docs/markdown'

/** Text with its emphasis, code and links. */
export function Inline({ tokens = [] }: { tokens?: readonly Token[] }) {
  return tokens.map((token, index) => <One key={index} token={token} />)
}

function One({ token }: { token: Token }) {
  const inner = 'tokens' in token && token.tokens ? <Inline tokens={token.tokens} /> : textOf(token)
  switch (token.type) {
    case 'strong':
      return <strong className="font-semibold">{inner}</strong>
    case 'em':
      return <em>{inner}</em>
    case 'codespan':
      return <InlineCode>{textOf(token)}</InlineCode>
    case 'link':
      return <Anchor href={'href' in token ? String(token.href) : ''}>{inner}</Anchor>
    case 'br':
      return <br />
    case 'html':
      return null
    default:
      return inner
  }
}

export function InlineCode({ children }: { children: React.ReactNode }) {
  return <code className="rounded bg-line px-1 py-0.5 font-mono text-[0.875em] break-words">{children}</code>
}

/** A link of a document; what the instance does not show keeps its words alone. */
function Anchor({ href, children }: { href: string; children: React.ReactNode }) {
  const here = hrefOnInstance(href)
  if (here === null) return children
  return (
    <Link
      href={here}
      className="text-link underline decoration-line-strong underline-offset-2 hover:decoration-link"
    >
      {children}
    </Link>
  )
}

function textOf(token: Token): string {
  return 'text' in token && typeof token.text === 'string' ? token.text : ''
}
