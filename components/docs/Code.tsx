import { highlight } from '@/lib/docs/highlight'

/** Code with its parts told apart by colour. Long lines scroll, also by keyboard. */
export function Code({ code, language }: { code: string; language: string | undefined }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable
    <pre tabIndex={0} className="code overflow-x-auto px-4 py-3.5 text-[0.8125rem]/5.5">
      {/* The highlighter escapes; the code is ours besides. */}
      <code dangerouslySetInnerHTML={{ __html: highlight(code, language) }} />
    </pre>
  )
}
