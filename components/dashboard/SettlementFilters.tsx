import { Button, ButtonLink } from '@/components/ui/Button'
import { SelectField, TextField } from '@/components/ui/Field'
import { CURRENCIES } from '@/lib/dashboard/invoiceQuery'
import type { SettlementQuery } from '@/lib/dashboard/settlementQuery'
import { SETTLEMENT_BADGES } from '@/lib/dashboard/settlementRows'

type Props = Pick<SettlementQuery, 'values' | 'errors'> & {
  /** The one that is shown where none is chosen. */
  currency: string
}

/** A plain GET form: what it asks for stands in the URL, and it works without a script. */
export function SettlementFilters({ values, errors, currency }: Props) {
  return (
    <form
      method="get"
      action="/dashboard/settlements"
      className="grid grid-cols-2 items-start gap-4 border-b border-line px-4 py-4 sm:px-5 lg:grid-cols-[repeat(4,minmax(0,1fr))_auto]"
    >
      <SelectField
        name="status"
        label="Status"
        defaultValue={values.status ?? ''}
        options={[
          { value: '', label: 'Any' },
          ...Object.entries(SETTLEMENT_BADGES).map(([value, { label }]) => ({ value, label })),
        ]}
      />
      <SelectField
        name="currency"
        label="Invoices in"
        defaultValue={currency}
        options={CURRENCIES.map((code) => ({ value: code, label: code }))}
      />
      <TextField
        name="from"
        type="date"
        label="Made from"
        defaultValue={values.from}
        error={errors.from ?? null}
      />
      <TextField name="to" type="date" label="Until" defaultValue={values.to} error={errors.to ?? null} />
      <div className="col-span-2 flex gap-3 lg:col-span-1 lg:pt-[1.625rem]">
        <Button className="lg:min-h-10">Apply</Button>
        {Object.keys(values).length > 0 && (
          <ButtonLink kind="quiet" href="/dashboard/settlements" className="lg:min-h-10">
            Clear
          </ButtonLink>
        )}
      </div>
    </form>
  )
}
