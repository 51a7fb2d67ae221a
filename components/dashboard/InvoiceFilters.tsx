import Link from 'next/link'
import { Button, ButtonLink } from '@/components/ui/Button'
import { SelectField, TextField } from '@/components/ui/Field'
import { EXCEPTION_TEXTS, STATUS_BADGES } from '@/lib/dashboard/badges'
import { CURRENCIES, invoicesUrl, type InvoiceField, type InvoiceQuery } from '@/lib/dashboard/invoiceQuery'
import { EXCEPTIONS, INVOICE_STATUSES } from '@/lib/domain/invoice'

type Query = Pick<InvoiceQuery, 'values' | 'errors'>

/** The statuses as tabs, each a link that keeps the other filters. */
export function StatusTabs({ values }: Pick<Query, 'values'>) {
  const tabs: { label: string; change: Partial<Record<InvoiceField, string | null>>; current: boolean }[] = [
    { label: 'All', change: { status: null, exception: null }, current: !values.status && !values.exception },
    {
      label: 'Needs attention',
      change: { status: null, exception: 'any' },
      current: values.exception !== undefined && !values.status,
    },
    ...INVOICE_STATUSES.filter((status) => status !== 'refunded' || values.status === status).map(
      (status) => ({
        label: STATUS_BADGES[status].label,
        change: { status, exception: null },
        current: values.status === status,
      }),
    ),
  ]
  return (
    <nav aria-label="Status" className="-mx-4 overflow-x-auto px-4 sm:mx-0 sm:px-0">
      <ul className="flex gap-1 border-b border-line">
        {tabs.map((tab) => (
          <li key={tab.label}>
            <Link
              href={invoicesUrl(values, tab.change)}
              aria-current={tab.current ? 'page' : undefined}
              className="-mb-px flex h-11 items-center border-b-2 border-transparent px-3 text-sm font-medium whitespace-nowrap text-muted transition-colors hover:text-ink aria-[current]:border-ink aria-[current]:text-ink"
            >
              {tab.label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** A plain GET form: what it asks for stands in the URL, and it works without a script. */
export function InvoiceFilters({ values, errors }: Query) {
  const narrowed = (['exception', 'from', 'to', 'min', 'max', 'currency'] as const).some(
    (field) => values[field],
  )
  return (
    <form method="get" action="/dashboard/invoices" className="flex flex-col gap-3">
      {values.status && <input type="hidden" name="status" value={values.status} />}
      <div className="flex flex-wrap items-end gap-3">
        <div className="min-w-0 grow basis-64">
          <TextField
            name="q"
            type="search"
            label="Search"
            placeholder="Title, order id, invoice id, address or transaction"
            defaultValue={values.q}
            maxLength={200}
          />
        </div>
        <Button kind="primary" className="lg:h-10">
          Search
        </Button>
        {(narrowed || values.q || values.status) && (
          <ButtonLink kind="quiet" href="/dashboard/invoices" className="lg:h-10">
            Clear
          </ButtonLink>
        )}
      </div>
      <details open={narrowed} className="group">
        <summary className="inline-flex h-11 items-center gap-2 rounded-lg text-sm font-medium text-link lg:h-8">
          More filters
          <svg
            aria-hidden="true"
            viewBox="0 0 12 12"
            className="size-3 fill-none stroke-current stroke-2 transition-transform group-open:rotate-180"
          >
            <path d="M2 4.5 6 8.5l4-4" />
          </svg>
        </summary>
        <div className="grid gap-4 rounded-xl border border-line bg-surface p-4 sm:grid-cols-3 lg:grid-cols-6">
          <TextField
            name="from"
            type="date"
            label="Made from"
            defaultValue={values.from}
            error={errors.from ?? null}
          />
          <TextField name="to" type="date" label="Until" defaultValue={values.to} error={errors.to ?? null} />
          <TextField
            name="min"
            inputMode="decimal"
            label="Amount from"
            defaultValue={values.min}
            error={errors.min ?? null}
          />
          <TextField
            name="max"
            inputMode="decimal"
            label="Up to"
            defaultValue={values.max}
            error={errors.max ?? null}
          />
          <SelectField
            name="currency"
            label="Currency"
            defaultValue={values.currency ?? ''}
            options={[
              { value: '', label: 'Any' },
              ...CURRENCIES.map((code) => ({ value: code, label: code })),
            ]}
          />
          <SelectField
            name="exception"
            label="Attention"
            defaultValue={values.exception ?? ''}
            options={[
              { value: '', label: 'Any or none' },
              { value: 'any', label: 'Any' },
              ...EXCEPTIONS.map((kind) => ({ value: kind, label: EXCEPTION_TEXTS[kind].label })),
            ]}
          />
          <div className="sm:col-span-3 lg:col-span-6">
            <Button>Apply</Button>
          </div>
        </div>
      </details>
    </form>
  )
}
