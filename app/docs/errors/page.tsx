import type { Metadata } from 'next'
import { InlineCode } from '@/components/docs/Inline'
import {
  errorAnchor,
  ERROR_CATALOGUE,
  ERROR_CODES,
  type ErrorCodeOfApi,
} from '@/lib/http/invoices/errorCatalogue'

export const metadata: Metadata = { title: 'Errors' }

/** Where an error's `documentation_url` leads. */
export default function Errors() {
  return (
    <div className="mx-auto flex max-w-3xl flex-col gap-6">
      <h1 className="text-3xl font-semibold tracking-tight">Errors</h1>
      <p className="text-[0.9375rem]/7">
        Every refusal has a <InlineCode>code</InlineCode>, by which a program tells them apart; messages are
        for people and may change. What was refused changed nothing. Where a code can be tried again, the very
        same request may succeed later.
      </p>
      <ul className="divide-y divide-line">
        {ERROR_CODES.map((code) => (
          <ErrorCode key={code} code={code} />
        ))}
      </ul>
    </div>
  )
}

function ErrorCode({ code }: { code: ErrorCodeOfApi }) {
  const { status, type, retryable, meaning, suggestions } = ERROR_CATALOGUE[code]
  const anchor = errorAnchor(code)
  return (
    <li
      id={anchor}
      className="scroll-mt-20 py-5 target:rounded-lg target:bg-raised target:px-4 lg:scroll-mt-8"
    >
      <h2 className="flex flex-wrap items-baseline gap-x-3 text-sm font-semibold">
        <a href={`#${anchor}`} className="font-mono break-all hover:underline">
          {code}
        </a>
        <span className="font-normal text-muted">
          {status}, {type}
          {retryable && ', can be tried again'}
        </span>
      </h2>
      <p className="mt-1 text-[0.9375rem]/7">{meaning}</p>
      <ul className="list-disc pl-5 text-[0.9375rem]/7 text-muted marker:text-faint">
        {suggestions.map((suggestion) => (
          <li key={suggestion}>{suggestion}</li>
        ))}
      </ul>
    </li>
  )
}
