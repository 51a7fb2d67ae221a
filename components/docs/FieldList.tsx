import type { Field } from '@/lib/docs/reference/fields'
import { InlineCode } from './Inline'

type Props = {
  fields: readonly Field[]
  /** Of what is sent, each field says whether it must be there; of an answer all are. */
  sent: boolean
}

/** Fields with their types and bounds; what is within an object opens below it. */
export function FieldList({ fields, sent }: Props) {
  return (
    <ul className="divide-y divide-line">
      {fields.map((field) => (
        <li key={field.name} className="flex flex-col gap-1 py-3">
          <p className="flex flex-wrap items-baseline gap-x-2.5">
            <code className="font-mono text-[0.8125rem] font-semibold break-all">{field.name}</code>
            <span className="text-xs text-muted">{field.type}</span>
            {sent && field.required && (
              <span data-tone="careful" className="text-xs font-medium text-tone">
                required
              </span>
            )}
          </p>
          {field.description && <p className="text-sm/6">{field.description}</p>}
          {field.limits.length > 0 && <p className="text-sm/6 text-muted">{field.limits.join(', ')}</p>}
          {field.values.length > 0 && (
            <p className="flex flex-wrap gap-1.5 text-xs/6 text-muted">
              {field.values.map((value) => (
                <InlineCode key={value}>{value}</InlineCode>
              ))}
            </p>
          )}
          {field.fields.length > 0 && <Inner field={field} sent={sent} />}
        </li>
      ))}
    </ul>
  )
}

function Inner({ field, sent }: { field: Field; sent: boolean }) {
  const count = field.fields.length
  return (
    <details className="group/inner mt-1">
      <summary className="inline-flex min-h-11 items-center gap-1.5 text-sm font-medium text-link lg:min-h-0">
        <span aria-hidden="true" className="transition-transform group-open/inner:rotate-90">
          ›
        </span>
        {count} {count === 1 ? 'field' : 'fields'}
        <span className="sr-only"> of {field.name}</span>
      </summary>
      <div className="mt-1 border-l-2 border-line pl-4">
        <FieldList fields={field.fields} sent={sent} />
      </div>
    </details>
  )
}
