import type { Metadata } from 'next'
import { visit } from '@/app/dashboard/visit'
import { LinkTable } from '@/components/dashboard/LinkTable'
import { PageHead } from '@/components/dashboard/PageHead'
import { ButtonLink } from '@/components/ui/Button'
import { EmptyState } from '@/components/ui/EmptyState'
import { Notice } from '@/components/ui/Notice'
import { Pagination } from '@/components/ui/Pagination'
import { linkLine } from '@/lib/dashboard/linkLines'
import { isDomainError } from '@/lib/domain/errors'
import { listLinks } from '@/lib/services/links/listLinks'

export const metadata: Metadata = { title: 'Payment links' }

const PAGE_SIZE = 20
const HERE = '/dashboard/payment-links'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function PaymentLinks({ searchParams }: Props) {
  const asked = await searchParams
  const { app, actor, zone, may } = await visit(HERE)
  const after = typeof asked.after === 'string' ? asked.after : null
  const page = await pageOf(after)
  const make = may('links:write') && (
    <ButtonLink kind="primary" href={`${HERE}/new`}>
      New link
    </ButtonLink>
  )
  const lines = page.rows.map((link) => linkLine(link, app.policy.publicUrl))
  return (
    <>
      {asked.did === 'deleted' && <Notice tone="good">The link is deleted. Its sessions stay.</Notice>}
      <PageHead
        title="Payment links"
        lead="An address to share. Each visit begins a checkout of its own."
        actions={make}
      />
      <div className="rounded-xl border border-line bg-surface">
        {lines.length > 0 ? (
          <>
            <LinkTable lines={lines} zone={zone} />
            <Pagination
              summary={`${lines.length} ${lines.length === 1 ? 'link' : 'links'}${page.hasMore || after ? ' on this page' : ''}`}
              first={after && HERE}
              next={page.hasMore ? `${HERE}?after=${lines.at(-1)?.id}` : null}
            />
          </>
        ) : (
          <EmptyState title="No payment links yet" actions={make}>
            Make one, and put its address into a mail, on a page or, as a code, on a poster.
          </EmptyState>
        )}
      </div>
    </>
  )

  /** A cursor that is none shows the beginning. */
  async function pageOf(startingAfter: string | null): Promise<Awaited<ReturnType<typeof listLinks>>> {
    try {
      return await listLinks(app, actor, { limit: PAGE_SIZE, startingAfter })
    } catch (error) {
      if (startingAfter !== null && isDomainError(error)) return pageOf(null)
      throw error
    }
  }
}
