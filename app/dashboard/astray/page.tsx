import type { Metadata } from 'next'
import Link from 'next/link'
import { cursorTo, positionIn } from '@/app/dashboard/cursor'
import { visit } from '@/app/dashboard/visit'
import { PageHead } from '@/components/dashboard/PageHead'
import { Badge } from '@/components/ui/Badge'
import { ChainLink } from '@/components/ui/ChainLink'
import { EmptyState } from '@/components/ui/EmptyState'
import { Pagination } from '@/components/ui/Pagination'
import { Cell, Row, Table } from '@/components/ui/Table'
import { Time } from '@/components/ui/Time'
import { strayLine } from '@/lib/dashboard/exceptions'
import { knownNetwork } from '@/lib/chains/registry'
import { listMisdirected } from '@/lib/services/claims/listMisdirected'

export const metadata: Metadata = { title: 'Stray transfers' }

const PAGE_SIZE = 20
const HOME = '/dashboard/astray'
const COLUMNS = [
  { name: 'What came' },
  { name: 'Invoice', from: 'md' },
  { name: 'Transaction', from: 'lg' },
  { name: 'Status' },
  { name: 'Found', from: 'lg' },
] as const

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function Astray({ searchParams }: Props) {
  const { app, actor, zone } = await visit(HOME)
  const after = positionIn(app, actor, (await searchParams).cursor)
  const page = await listMisdirected(app, actor, { after, limit: PAGE_SIZE })
  const lines = page.transfers.map((one) => strayLine(one, (id) => knownNetwork(id)))
  const next = cursorTo(app, actor, page.next)
  return (
    <>
      <PageHead
        back={{ href: '/dashboard/exceptions', label: 'Exceptions' }}
        title="Stray transfers"
        lead="What customers sent to your addresses on another network, or in a token that you do not take."
      />
      <div className="rounded-xl border border-line bg-surface">
        {lines.length > 0 ? (
          <>
            <Table label="Stray transfers" columns={COLUMNS}>
              {lines.map((line) => (
                <Row key={line.id}>
                  <Cell>
                    <span className="flex flex-col gap-1">
                      <span className="figures font-medium break-all">{line.amount}</span>
                      <span className="text-xs text-muted">on {line.network}</span>
                      <Link href={line.href} className="text-xs text-link hover:underline md:hidden">
                        {line.title}
                      </Link>
                    </span>
                  </Cell>
                  <Cell from="md">
                    <Link href={line.href} className="text-link hover:underline">
                      {line.title}
                    </Link>
                  </Cell>
                  <Cell from="lg">
                    <ChainLink link={line.transaction} what="the transaction" />
                  </Cell>
                  <Cell>
                    <Badge tone={line.badge.tone}>{line.badge.label}</Badge>
                  </Cell>
                  <Cell from="lg">
                    <span className="text-muted">
                      <Time at={line.at} zone={zone} />
                    </span>
                  </Cell>
                </Row>
              ))}
            </Table>
            <Pagination
              summary={lines.length === 1 ? '1 transfer' : `${lines.length} transfers`}
              first={after && HOME}
              next={next && `${HOME}?cursor=${encodeURIComponent(next)}`}
            />
          </>
        ) : (
          <EmptyState title="Nothing went astray">
            Money that a customer sent on another network, or in another token, shows up here once they ask
            about it on the pay page. On most networks it can be moved to your wallet, or counted for its
            invoice.
          </EmptyState>
        )}
      </div>
    </>
  )
}
