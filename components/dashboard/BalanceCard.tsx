import { Card } from '@/components/ui/Card'
import type { BalanceLine } from '@/lib/dashboard/customers'

/** What a customer has left, asset by asset. */
export function BalanceCard({ lines }: { lines: readonly BalanceLine[] }) {
  return (
    <Card id="balance" title="Credit">
      {lines.length === 0 ? (
        <p className="text-sm/6 text-muted">
          None. What they pay too much becomes their credit, where an invoice says so.
        </p>
      ) : (
        <ul className="grid gap-4 sm:grid-cols-2">
          {lines.map((line) => (
            <li key={line.key} className="flex flex-col gap-1 rounded-lg bg-raised px-4 py-3">
              <span className="text-sm text-muted">{`Available on ${line.network}`}</span>
              <span className="figures text-2xl font-semibold tracking-tight">{line.available}</span>
              <span className="figures flex flex-wrap gap-x-4 text-sm text-muted">
                {line.reserved && <span>{`${line.reserved} reserved`}</span>}
                {line.spent && <span>{`${line.spent} spent`}</span>}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
