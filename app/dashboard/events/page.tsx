import type { Metadata } from 'next'
import Link from 'next/link'
import { cursorTo, positionIn } from '@/app/dashboard/cursor'
import { visit } from '@/app/dashboard/visit'
import { PageHead } from '@/components/dashboard/PageHead'
import { Button, ButtonLink } from '@/components/ui/Button'
import { EmptyState } from '@/components/ui/EmptyState'
import { SelectField, TextField } from '@/components/ui/Field'
import { Pagination } from '@/components/ui/Pagination'
import { Cell, Row, rowLink, Table } from '@/components/ui/Table'
import { Time } from '@/components/ui/Time'
import { eventLines } from '@/lib/dashboard/eventLines'
import { EVENT_CHOICES, eventsUrl, readEventQuery, type EventQuery } from '@/lib/dashboard/eventQuery'
import { listInvoiceEvents } from '@/lib/services/events/listInvoiceEvents'

export const metadata: Metadata = { title: 'Events' }

const PAGE_SIZE = 30
const COLUMNS = [
  { name: 'What happened' },
  { name: 'Invoice', from: 'md' },
  { name: 'Who', from: 'lg' },
  { name: 'When', from: 'sm' },
] as const

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function Events({ searchParams }: Props) {
  const asked = await searchParams
  const { app, actor, session, zone } = await visit('/dashboard/events')
  const { values, errors, filter } = readEventQuery(asked, zone)
  const after = positionIn(app, actor, asked.cursor)
  const page = await listInvoiceEvents(app, actor, { ...filter, after, limit: PAGE_SIZE })
  const lines = page.events.flatMap(({ event, title }) =>
    eventLines([event], session.userId).map((line) => ({
      ...line,
      id: event.id,
      of: event.invoiceId,
      title,
      what: line.title,
    })),
  )
  const next = cursorTo(app, actor, page.next)
  const narrowed = Object.keys(values).length > 0 || after !== null
  return (
    <>
      <PageHead
        title="Events"
        lead="Everything that happened to your invoices, newest first: what your webhooks are told of."
      />
      <div className="rounded-xl border border-line bg-surface">
        <EventFilters values={values} errors={errors} />
        {lines.length > 0 ? (
          <>
            <Table label="Events" columns={COLUMNS}>
              {lines.map((line) => (
                <Row key={line.id}>
                  <Cell>
                    <span className="flex flex-col gap-0.5">
                      <Link
                        href={`/dashboard/invoices/${line.of}#log`}
                        className={`${rowLink} figures break-words`}
                      >
                        {line.what}
                      </Link>
                      <code className="font-mono text-xs text-muted">{line.type}</code>
                      <span className="text-xs text-muted sm:hidden">
                        <Time at={line.at} zone={zone} seconds />
                      </span>
                    </span>
                  </Cell>
                  <Cell from="md">
                    <span className="line-clamp-2 text-muted break-words">{line.title}</span>
                  </Cell>
                  <Cell from="lg">
                    <span className="text-muted">{line.who}</span>
                  </Cell>
                  <Cell from="sm">
                    <span className="text-muted">
                      <Time at={line.at} zone={zone} seconds />
                    </span>
                  </Cell>
                </Row>
              ))}
            </Table>
            <Pagination
              summary={lines.length === 1 ? '1 event' : `${lines.length} events`}
              first={after && eventsUrl(values)}
              next={next && eventsUrl(values, { cursor: next })}
            />
          </>
        ) : narrowed ? (
          <EmptyState
            title="No event matches"
            actions={<ButtonLink href="/dashboard/events">Show all</ButtonLink>}
          >
            Widen the filters, or look in the other mode: test and live are kept apart.
          </EmptyState>
        ) : (
          <EmptyState title="Nothing has happened yet">
            Make an invoice: from then on each step of its payment stands here.
          </EmptyState>
        )}
      </div>
    </>
  )
}

/** A plain GET form: what it asks for stands in the URL, and it works without a script. */
function EventFilters({ values, errors }: Pick<EventQuery, 'values' | 'errors'>) {
  const { type } = values
  const isKnown = !type || EVENT_CHOICES.some((one) => one === type)
  const choices = [...(isKnown ? [] : [type]), ...EVENT_CHOICES]
  return (
    <form
      method="get"
      action="/dashboard/events"
      className="grid grid-cols-2 items-start gap-4 border-b border-line px-4 py-4 sm:px-5 lg:grid-cols-[repeat(4,minmax(0,1fr))_auto]"
    >
      <SelectField
        name="type"
        label="What"
        defaultValue={type ?? ''}
        options={[{ value: '', label: 'Anything' }, ...choices.map((value) => ({ value, label: value }))]}
      />
      <TextField
        name="invoice"
        label="Invoice id"
        placeholder="inv_…"
        defaultValue={values.invoice}
        error={errors.invoice ?? null}
      />
      <TextField
        name="from"
        type="date"
        label="From"
        defaultValue={values.from}
        error={errors.from ?? null}
      />
      <TextField name="to" type="date" label="Until" defaultValue={values.to} error={errors.to ?? null} />
      <div className="col-span-2 flex gap-3 lg:col-span-1 lg:pt-[1.625rem]">
        <Button className="lg:min-h-10">Apply</Button>
        {Object.keys(values).length > 0 && (
          <ButtonLink kind="quiet" href="/dashboard/events" className="lg:min-h-10">
            Clear
          </ButtonLink>
        )}
      </div>
    </form>
  )
}
