import { Button, ButtonLink } from '@/components/ui/Button'
import { SelectField, TextField } from '@/components/ui/Field'
import { ACTION_CHOICES, titleOf } from '@/lib/dashboard/auditRows'
import type { AuditQuery } from '@/lib/dashboard/auditQuery'

/** A plain GET form: what it asks for stands in the URL, and it works without a script. */
export function AuditFilters({ values, errors }: Pick<AuditQuery, 'values' | 'errors'>) {
  const { event } = values
  const known = !event || ACTION_CHOICES.some(({ value }) => value === event)
  return (
    <form
      method="get"
      action="/dashboard/audit-log"
      className="grid grid-cols-2 items-start gap-4 border-b border-line px-4 py-4 sm:px-5 lg:grid-cols-5"
    >
      <div className="col-span-2 lg:col-span-1">
        <SelectField
          name="event"
          label="What"
          defaultValue={event ?? ''}
          options={[
            { value: '', label: 'Anything' },
            // An invoice's events come from a link or from the URL.
            ...(known ? [] : [{ value: event, label: titleOf(event) }]),
            ...ACTION_CHOICES,
          ]}
        />
      </div>
      <TextField
        name="actor"
        label="Who"
        placeholder="user:usr_…"
        defaultValue={values.actor}
        maxLength={200}
      />
      <TextField
        name="subject"
        label="Of what"
        placeholder="An id, such as key_…"
        defaultValue={values.subject}
        maxLength={200}
      />
      <TextField
        name="from"
        type="date"
        label="From"
        defaultValue={values.from}
        error={errors.from ?? null}
      />
      <TextField name="to" type="date" label="Until" defaultValue={values.to} error={errors.to ?? null} />
      <div className="col-span-2 flex gap-3 lg:col-span-5">
        <Button className="lg:min-h-10">Apply</Button>
        {Object.keys(values).length > 0 && (
          <ButtonLink kind="quiet" href="/dashboard/audit-log" className="lg:min-h-10">
            Clear
          </ButtonLink>
        )}
      </div>
    </form>
  )
}
