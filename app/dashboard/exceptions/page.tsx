import type { Metadata } from 'next'
import { cursorTo, positionIn } from '@/app/dashboard/cursor'
import { visit } from '@/app/dashboard/visit'
import { ExceptionList } from '@/components/dashboard/exceptions/ExceptionList'
import { PageHead } from '@/components/dashboard/PageHead'
import { Button, ButtonLink } from '@/components/ui/Button'
import { EmptyState } from '@/components/ui/EmptyState'
import { SelectField } from '@/components/ui/Field'
import { Notice } from '@/components/ui/Notice'
import { Pagination } from '@/components/ui/Pagination'
import { EXCEPTION_TEXTS } from '@/lib/dashboard/badges'
import { exceptionLine } from '@/lib/dashboard/exceptions'
import { EXCEPTIONS } from '@/lib/domain/invoice'
import { idParam } from '@/lib/http/fields'
import { listExceptions } from '@/lib/services/exceptions/listExceptions'
import { decide } from './actions'

export const metadata: Metadata = { title: 'Exceptions' }

const PAGE_SIZE = 20
const HOME = '/dashboard/exceptions'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function Exceptions({ searchParams }: Props) {
  const asked = await searchParams
  const { app, actor, zone, may } = await visit(HOME)
  const kind = EXCEPTIONS.find((one) => one === asked.kind) ?? null
  const invoiceId = idParam.safeParse(asked.invoice).data ?? null
  const after = positionIn(app, actor, asked.cursor)
  const page = await listExceptions(app, actor, { kind, invoiceId, after, limit: PAGE_SIZE })
  const lines = page.exceptions.map(exceptionLine)
  const next = cursorTo(app, actor, page.next)
  const url = (cursor?: string) => {
    const query = new URLSearchParams()
    for (const [name, value] of Object.entries({ kind, invoice: invoiceId, cursor })) {
      if (value) query.set(name, value)
    }
    return query.size > 0 ? `${HOME}?${query.toString()}` : HOME
  }
  const narrowed = kind !== null || invoiceId !== null || after !== null
  const did = DONE.find(([word]) => word === asked.did)?.[1]
  return (
    <>
      {did && <Notice tone="good">{did}</Notice>}
      <PageHead
        title="Exceptions"
        lead="Payments that are not as they were asked for. Each waits for your decision; nothing is lost meanwhile."
        actions={<ButtonLink href="/dashboard/astray">Stray transfers</ButtonLink>}
      />
      <div className="rounded-xl border border-line bg-surface">
        <form
          method="get"
          action={HOME}
          className="flex flex-wrap items-end gap-4 border-b border-line px-4 py-4 sm:px-5"
        >
          <div className="min-w-48">
            <SelectField
              name="kind"
              label="What is wrong"
              defaultValue={kind ?? ''}
              options={[
                { value: '', label: 'Anything' },
                ...EXCEPTIONS.map((value) => ({ value, label: EXCEPTION_TEXTS[value].label })),
              ]}
            />
          </div>
          <Button className="lg:min-h-10">Apply</Button>
          {narrowed && (
            <ButtonLink kind="quiet" href={HOME} className="lg:min-h-10">
              Clear
            </ButtonLink>
          )}
        </form>
        {lines.length > 0 ? (
          <>
            <ExceptionList
              lines={lines}
              zone={zone}
              decide={may('invoices:complete') ? decide : null}
              open={lines.length === 1}
            />
            <Pagination
              summary={`${page.total >= 1_000 ? 'More than 1,000' : page.total} open`}
              first={after && url()}
              next={next && url(next)}
            />
          </>
        ) : narrowed ? (
          <EmptyState title="Nothing like it is open" actions={<ButtonLink href={HOME}>Show all</ButtonLink>}>
            What was decided stays in the log of its invoice.
          </EmptyState>
        ) : (
          <EmptyState title="Nothing needs a decision">
            Every payment is as it was asked for. Underpaid, late, stray and held money shows up here.
          </EmptyState>
        )}
      </div>
    </>
  )
}

const DONE = [
  ['accept', 'It is accepted. It counts as soon as it is confirmed.'],
  ['refund', 'It is noted as to be given back. Prepare the refund on the invoice’s page.'],
  ['ignore', 'It is left as it is, with your note.'],
  ['over', 'That was over already: the payments have changed meanwhile.'],
] as const
