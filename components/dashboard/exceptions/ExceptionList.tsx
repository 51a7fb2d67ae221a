import Link from 'next/link'
import type { FormAction } from '@/components/auth/formState'
import { Badge } from '@/components/ui/Badge'
import { Time } from '@/components/ui/Time'
import type { ExceptionLine } from '@/lib/dashboard/exceptions'
import { DecisionForm } from './DecisionForm'

type Props = {
  lines: readonly ExceptionLine[]
  zone: string
  /** Null for whoever may only look. */
  decide: FormAction | null
  /** One alone is opened at once. */
  open: boolean
}

/** What waits for a person, each with its facts and its choices folded behind it. */
export function ExceptionList({ lines, zone, decide, open }: Props) {
  return (
    <ul className="divide-y divide-line">
      {lines.map((line) => (
        <li key={line.id} className="flex flex-col gap-2 px-4 py-4 sm:px-5">
          <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1">
            <p className="figures flex min-w-0 flex-wrap items-center gap-x-2.5 gap-y-1 text-sm/6 font-medium">
              <Badge tone={line.badge.tone}>{line.badge.label}</Badge>
              <Link href={line.invoice.href} className="break-words hover:underline">
                {line.invoice.total} · {line.invoice.title}
              </Link>
            </p>
            <p className="text-xs/6 text-muted">
              <Time at={line.openedAt} zone={zone} />
            </p>
          </div>
          <p className="text-sm/6 text-muted">
            {line.meaning} <span className="figures">{line.facts}.</span>
          </p>
          {decide && (
            <details open={open}>
              <summary className="inline-flex min-h-11 items-center text-sm font-medium text-link lg:min-h-8">
                Decide
                <span className="sr-only">{` about ${line.badge.label.toLowerCase()}: ${line.invoice.title}`}</span>
              </summary>
              <div className="pt-3 pb-1">
                <DecisionForm line={line} action={decide} />
              </div>
            </details>
          )}
        </li>
      ))}
    </ul>
  )
}
