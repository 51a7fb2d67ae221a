import type { Metadata } from 'next'
import { InlineCode } from '@/components/docs/Inline'
import { errorAnchor, ERROR_HELP } from '@/lib/http/invoices/errorHelp'
import { ERRORS } from '@/lib/http/invoices/errors'

export const metadata: Metadata = { title: 'Errors' }

const CODES = (Object.keys(ERROR_HELP) as (keyof typeof ERROR_HELP)[]).toSorted()

/** Where an error's `documentation_url` leads. */
export default function Errors() {
  return (
    <div className="mx-auto flex max-w-3xl flex-col gap-6">
      <h1 className="text-3xl font-semibold tracking-tight">Errors</h1>
      <p className="text-[0.9375rem]/7">
        Every refusal has a <InlineCode>code</InlineCode>, by which a program tells them apart; messages are
        for people and may change. What was refused changed nothing.
      </p>
      <ul className="divide-y divide-line">
        {CODES.map((code) => (
          <li
            key={code}
            id={errorAnchor(code)}
            className="scroll-mt-20 rounded-lg py-5 target:bg-raised target:px-4 lg:scroll-mt-8"
          >
            <h2 className="flex flex-wrap items-baseline gap-x-3 text-sm font-semibold">
              <a href={`#${errorAnchor(code)}`} className="font-mono break-all hover:underline">
                {code}
              </a>
              <span className="font-normal text-muted">
                {ERRORS[code].status}, {ERRORS[code].type}
              </span>
            </h2>
            <p className="mt-1 text-[0.9375rem]/7">{ERROR_HELP[code].meaning}</p>
            <p className="text-[0.9375rem]/7 text-muted">{ERROR_HELP[code].remedy}</p>
          </li>
        ))}
      </ul>
    </div>
  )
}
