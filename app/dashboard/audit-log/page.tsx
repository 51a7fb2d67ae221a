import type { Metadata } from 'next'
import { cursorTo, positionIn } from '@/app/dashboard/cursor'
import { found } from '@/app/dashboard/found'
import { visit } from '@/app/dashboard/visit'
import { AuditFilters } from '@/components/dashboard/AuditFilters'
import { AuditTable } from '@/components/dashboard/AuditTable'
import { PageHead } from '@/components/dashboard/PageHead'
import { ButtonLink } from '@/components/ui/Button'
import { EmptyState } from '@/components/ui/EmptyState'
import { Pagination } from '@/components/ui/Pagination'
import { auditUrl, readAuditQuery } from '@/lib/dashboard/auditQuery'
import { auditRow } from '@/lib/dashboard/auditRows'
import { listAudit } from '@/lib/services/audit/listAudit'

export const metadata: Metadata = { title: 'Audit log' }

const PAGE_SIZE = 25

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function AuditLog({ searchParams }: Props) {
  const asked = await searchParams
  const { app, actor, session, zone } = await visit('/dashboard/audit-log')
  const { values, errors, filter } = readAuditQuery(asked, zone)
  const after = positionIn(app, actor, asked.cursor)
  const page = await found(listAudit(app, actor, { ...filter, after, limit: PAGE_SIZE }))
  const next = cursorTo(app, actor, page.next)
  const of = page.total >= 10_000 ? 'More than 10,000' : page.total.toLocaleString('en-US')
  return (
    <>
      <PageHead
        title="Audit log"
        lead="Who changed what, when and from where. Each line is chained to the one before it, so that it shows when one was changed afterwards."
      />
      <div className="rounded-xl border border-line bg-surface">
        <AuditFilters values={values} errors={errors} />
        {page.lines.length > 0 ? (
          <>
            <AuditTable rows={page.lines.map((line) => auditRow(line, session.userId))} zone={zone} />
            <Pagination
              summary={`${of} ${page.total === 1 ? 'line' : 'lines'}`}
              first={after && auditUrl(values)}
              next={next && auditUrl(values, { cursor: next })}
            />
          </>
        ) : (
          <EmptyState
            title="No line matches"
            actions={<ButtonLink href="/dashboard/audit-log">Show all</ButtonLink>}
          >
            Widen the filters. Who and what have to be exactly as a line has them.
          </EmptyState>
        )}
      </div>
    </>
  )
}
