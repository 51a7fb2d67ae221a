import type { Metadata } from 'next'
import { connection } from 'next/server'
import { errorAnchor, ERROR_CATALOGUE, ERROR_CODES } from '@/lib/http/invoices/errorCatalogue'

export const metadata: Metadata = { title: 'Errors of the API' }

/** Where an error's `documentation_url` leads. */
export default async function Errors() {
  await connection()
  return (
    <main className="mx-auto flex max-w-2xl flex-col gap-8 px-6 py-16">
      <h1 className="text-3xl font-semibold tracking-tight">Errors of the API</h1>
      {ERROR_CODES.map((code) => {
        const { status, type, meaning, suggestions } = ERROR_CATALOGUE[code]
        return (
          <section key={code} id={errorAnchor(code)} className="flex scroll-mt-6 flex-col gap-2">
            <h2 className="font-mono text-base font-semibold">{code}</h2>
            <p className="text-sm text-muted">
              {status}, {type}
            </p>
            <p>{meaning}</p>
            <ul className="list-disc pl-5">
              {suggestions.map((suggestion) => (
                <li key={suggestion}>{suggestion}</li>
              ))}
            </ul>
          </section>
        )
      })}
    </main>
  )
}
