import type { Heading } from '@/lib/docs/markdown'

/** What a long page holds, beside it where there is room. */
export function Contents({ headings }: { headings: readonly Heading[] }) {
  if (headings.length < 2) return null
  return (
    <nav aria-label="On this page" className="text-sm max-xl:hidden">
      <div className="sticky top-12 flex max-h-[calc(100dvh-6rem)] flex-col gap-2 overflow-y-auto">
        <p className="text-xs font-medium text-muted">On this page</p>
        <ul className="flex flex-col border-l border-line">
          {headings.map(({ id, text }) => (
            <li key={id}>
              <a href={`#${id}`} className="block py-1 pl-3 text-muted hover:text-ink">
                {text}
              </a>
            </li>
          ))}
        </ul>
      </div>
    </nav>
  )
}
