import type { Metadata } from 'next'
import { cursorTo, positionIn } from '@/app/dashboard/cursor'
import { found } from '@/app/dashboard/found'
import { visit } from '@/app/dashboard/visit'
import { PageHead } from '@/components/dashboard/PageHead'
import { SettlementFilters } from '@/components/dashboard/SettlementFilters'
import { SettlementTable } from '@/components/dashboard/SettlementTable'
import { buttonClass, ButtonLink } from '@/components/ui/Button'
import { EmptyState } from '@/components/ui/EmptyState'
import { Pagination } from '@/components/ui/Pagination'
import { readSettlementQuery, settlementsUrl } from '@/lib/dashboard/settlementQuery'
import { settlementLine, settlementTotals } from '@/lib/dashboard/settlementRows'
import { listSettlements } from '@/lib/services/settlements/listSettlements'

export const metadata: Metadata = { title: 'Settlements' }

const PAGE_SIZE = 20

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function Settlements({ searchParams }: Props) {
  const asked = await searchParams
  const { app, actor, zone } = await visit('/dashboard/settlements')
  const { values, errors, filter } = readSettlementQuery(asked, zone)
  const after = positionIn(app, actor, asked.cursor)
  const page = await found(listSettlements(app, actor, { ...filter, after, limit: PAGE_SIZE }))
  const lines = page.settlements.map((row) => settlementLine(row, (id) => app.networks.get(id)?.name ?? id))
  const next = cursorTo(app, actor, page.next)
  const { count } = page.totals
  return (
    <>
      <PageHead
        title="Settlements"
        lead="What each paid invoice came to: what arrived, the fee, and what is yours."
        actions={
          count > 0 && (
            <a
              className={buttonClass()}
              href={settlementsUrl(values, {}, '/dashboard/settlements/export')}
              download
            >
              Export as CSV
            </a>
          )
        }
      />
      <div className="rounded-xl border border-line bg-surface">
        <SettlementFilters values={values} errors={errors} currency={page.currency} />
        {lines.length > 0 ? (
          <>
            <dl className="grid grid-cols-3 gap-x-4 border-b border-line px-4 py-4 sm:px-5">
              {settlementTotals(page).map(({ label, value }) => (
                <div key={label} className="flex min-w-0 flex-col">
                  <dt className="text-sm/6 text-muted">{label}</dt>
                  <dd className="figures text-base/7 font-semibold break-words sm:text-xl/7">{value}</dd>
                </div>
              ))}
            </dl>
            <SettlementTable lines={lines} zone={zone} />
            <Pagination
              summary={`${count.toLocaleString('en-US')} ${count === 1 ? 'settlement' : 'settlements'} in ${page.currency}`}
              first={after && settlementsUrl(values)}
              next={next && settlementsUrl(values, { cursor: next })}
            />
          </>
        ) : Object.keys(values).length > 0 || after ? (
          <EmptyState
            title="No settlement matches"
            actions={<ButtonLink href="/dashboard/settlements">Show all</ButtonLink>}
          >
            Widen the filters, or look at another currency: each has a list of its own, so that its sums mean
            something.
          </EmptyState>
        ) : (
          <EmptyState title="Nothing is settled yet">
            An invoice is settled as soon as it is paid and its payments are final.
          </EmptyState>
        )}
      </div>
    </>
  )
}
