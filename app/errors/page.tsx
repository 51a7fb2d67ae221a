import type { Metadata } from 'next'
import { connection } from 'next/server'
import { errorAnchor, ERROR_HELP } from '@/lib/http/invoices/errorHelp'
import { ERRORS } from '@/lib/http/invoices/errors'

export const metadata: Metadata = { title: 'Errors of the API' }

/** Where an error's `documentation_url` leads. */
export default async function Errors() {
  await connection()
  const codes = Object.keys(ERROR_HELP) as (keyof typeof ERROR_HELP)[]
  return (
    <main className="mx-auto flex max-w-2xl flex-col gap-8 px-6 py-16">
      <h1 className="text-3xl font-semibold tracking-tight">Errors of the API</h1>
      {codes.toSorted().map((code) => (
        <section key={code} id={errorAnchor(code)} className="flex scroll-mt-6 flex-col gap-2">
          <h2 className="font-mono text-base font-semibold">{code}</h2>
          <p className="text-sm text-muted">
            {ERRORS[code].status}, {ERRORS[code].type}
          </p>
          <p>{ERROR_HELP[code].meaning}</p>
          <p>{ERROR_HELP[code].remedy}</p>
        </section>
      ))}
    </main>
  )
}
