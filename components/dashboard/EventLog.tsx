import { Card } from '@/components/ui/Card'
import { ChainLink } from '@/components/ui/ChainLink'
import { Time } from '@/components/ui/Time'
import type { InvoiceView } from '@/lib/dashboard/invoiceView'

/** Everything that ever happened to an invoice, the newest first: what, when, and who did it. */
export function EventLog({ log, zone }: { log: InvoiceView['log']; zone: string }) {
  return (
    <Card
      id="log"
      title="What happened"
      aside={<p className="text-sm text-muted">{log.length === 1 ? '1 entry' : `${log.length} entries`}</p>}
    >
      <ol className="flex flex-col">
        {log.toReversed().map((line) => (
          <li key={line.seq} data-tone={line.tone} className="group relative flex gap-4 pb-5 last:pb-0">
            <span
              aria-hidden="true"
              className="absolute top-5 bottom-0 left-[0.3125rem] w-px bg-line group-last:hidden"
            />
            <span
              aria-hidden="true"
              className="mt-1.5 size-[0.6875rem] shrink-0 rounded-full border-2 border-surface bg-tone"
            />
            <div className="flex min-w-0 grow flex-col gap-0.5 text-sm/6">
              <p className="figures font-medium break-words">{line.title}</p>
              {line.detail && <p className="text-muted">{line.detail}</p>}
              <p className="flex flex-wrap items-baseline gap-x-2 text-xs/5 text-muted">
                <Time at={line.at} zone={zone} seconds />
                <span aria-hidden="true">·</span>
                <span>{line.who}</span>
                {line.transaction && (
                  <>
                    <span aria-hidden="true">·</span>
                    <ChainLink link={line.transaction} what="the transaction" />
                  </>
                )}
                <code className="font-mono text-faint max-sm:hidden">{line.type}</code>
              </p>
            </div>
          </li>
        ))}
      </ol>
    </Card>
  )
}
