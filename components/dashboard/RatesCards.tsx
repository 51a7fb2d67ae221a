import { Badge } from '@/components/ui/Badge'
import { Card } from '@/components/ui/Card'
import { EmptyState } from '@/components/ui/EmptyState'
import { Cell, Row, Table } from '@/components/ui/Table'
import type { InstancePage } from '@/lib/dashboard/instance'

/** Where prices come from, and how old the newest of each is. */
export function SourcesCard({ sources, maxAge }: Pick<InstancePage, 'sources' | 'maxAge'>) {
  return (
    <Card id="sources" title="Sources of prices" flush={sources.length > 0}>
      {sources.length > 0 ? (
        <>
          <Table
            label="Sources of prices"
            columns={[{ name: 'Source' }, { name: 'Last told' }, { name: 'Status', align: 'right' }]}
          >
            {sources.map(({ name, told, badge, error }) => (
              <Row key={name}>
                <Cell>
                  <span className="font-medium">{name}</span>
                  {error && <span className="block text-xs break-words text-muted">{error}</span>}
                </Cell>
                <Cell>
                  <span className="figures text-muted">{told}</span>
                </Cell>
                <Cell align="right">
                  <Badge tone={badge.tone}>{badge.label}</Badge>
                </Cell>
              </Row>
            ))}
          </Table>
          {maxAge && (
            <p className="border-t border-line px-4 py-3 text-sm/6 text-muted sm:px-5">
              A price counts for {maxAge}. Two sources at least have to agree on it.
            </p>
          )}
        </>
      ) : (
        <EmptyState title="No source is asked">
          Stablecoins are at par, and anything else is worth what <code>FIXED_RATES</code> says.
        </EmptyState>
      )}
    </Card>
  )
}

/** What each token would be quoted at now, and what that is made of. */
export function RatesCard({ rates }: Pick<InstancePage, 'rates'>) {
  return (
    <Card id="rates" title="A quote made now" flush>
      <ul className="divide-y divide-line">
        {rates.map(({ pair, value, facts, paused }) => (
          <li key={pair} className="flex flex-col gap-1 px-4 py-3 text-sm/6 sm:px-5">
            <p className="flex flex-wrap items-baseline justify-between gap-x-4">
              <span className="font-medium">{pair}</span>
              {value ? <span className="figures">{value}</span> : <Badge tone="careful">Paused</Badge>}
            </p>
            <p className="text-muted">{paused ?? facts?.source}</p>
            {facts && facts.heard.length > 0 && (
              <details>
                <summary className="inline-flex min-h-11 cursor-pointer items-center font-medium text-link lg:min-h-8">
                  What the sources say
                </summary>
                <ul className="flex flex-col gap-1.5 pt-1">
                  {facts.heard.map((heard) => (
                    <li
                      key={`${heard.pair} ${heard.from}`}
                      className="flex flex-wrap justify-between gap-x-4"
                    >
                      <span>
                        {heard.from} <span className="text-muted">{heard.pair}</span>
                      </span>
                      <span className="figures">
                        {heard.value}
                        {heard.leftOut && <span className="text-muted"> (left out: {heard.leftOut})</span>}
                      </span>
                    </li>
                  ))}
                </ul>
              </details>
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}
