import { Badge } from '@/components/ui/Badge'
import { ButtonLink } from '@/components/ui/Button'
import { Card } from '@/components/ui/Card'
import type { LyingGroup } from '@/lib/dashboard/withdrawals'

/** What lies at a merchant's addresses on one network, and the way to moving it. */
export function LyingCard({ group, canPrepare }: { group: LyingGroup; canPrepare: boolean }) {
  const { network, name, rows, isReady, hasDust } = group
  const prepare = `/dashboard/withdrawals?network=${encodeURIComponent(network)}`
  return (
    <Card
      id={`lying-${network}`}
      title={name}
      aside={
        canPrepare && (
          <span className="flex flex-wrap gap-2">
            {hasDust && (
              <ButtonLink kind="quiet" href={`${prepare}&dust=1`}>
                Include small amounts
                <span className="sr-only"> on {name}</span>
              </ButtonLink>
            )}
            {isReady && (
              <ButtonLink href={prepare} kind="primary">
                Prepare a withdrawal
                <span className="sr-only"> on {name}</span>
              </ButtonLink>
            )}
          </span>
        )
      }
    >
      <ul className="flex flex-col gap-3 text-sm/6">
        {rows.map((row) => (
          <li key={row.token} className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
            <span className="figures">
              <span className="font-semibold">{row.ready}</span>{' '}
              <span className="text-muted">ready {row.at}</span>
            </span>
            {row.waiting.length > 0 && (
              <span className="figures flex flex-wrap gap-2">
                {row.waiting.map((text) => (
                  <Badge key={text} tone="plain">
                    {text}
                  </Badge>
                ))}
              </span>
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}
