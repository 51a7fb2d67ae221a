import Link from 'next/link'
import type { Refusal } from '@/lib/docs/reference/describe'
import { errorAnchor } from '@/lib/http/invoices/errorCatalogue'

/** What an endpoint can refuse with, each code with the way to its explanation. */
export function Refusals({ refusals }: { refusals: readonly Refusal[] }) {
  return (
    <details className="group/refusals">
      <summary className="inline-flex min-h-11 items-center gap-1.5 text-sm font-medium text-link lg:min-h-0">
        <span aria-hidden="true" className="transition-transform group-open/refusals:rotate-90">
          ›
        </span>
        Refusals
      </summary>
      <dl className="mt-2 flex flex-col gap-2 text-sm/6">
        {refusals.map(({ status, codes }) => (
          <div key={status} className="grid grid-cols-[3rem_minmax(0,1fr)]">
            <dt className="figures font-semibold">{status}</dt>
            <dd className="flex flex-wrap gap-x-3">
              {codes.map((code) => (
                <Link
                  key={code}
                  href={`/docs/errors#${errorAnchor(code)}`}
                  className="text-xs/6 text-link hover:underline"
                >
                  {code}
                </Link>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </details>
  )
}
