'use client'

import { EMPTY, type FormAction } from '@/components/auth/formState'
import { TextField } from '@/components/ui/Field'
import { Notice } from '@/components/ui/Notice'
import { SubmitButton } from '@/components/ui/SubmitButton'
import type { ExceptionLine } from '@/lib/dashboard/exceptions'
import { useSentForm } from '../useSentForm'

/** What a person makes of one exception, and why; the arrow keys choose, Enter sends. */
export function DecisionForm({ line, action }: { line: ExceptionLine; action: FormAction }) {
  const { state, send, around, field } = useSentForm(action, EMPTY)
  const { error } = field('action')
  const chosen = state.values.action ?? (line.choices.length === 1 ? line.choices[0]?.value : undefined)
  return (
    <div ref={around} className="flex flex-col gap-4">
      {state.message && <Notice tone={state.message.tone}>{state.message.text}</Notice>}
      <form action={send} noValidate className="flex max-w-2xl flex-col gap-4">
        <input type="hidden" name="id" value={line.invoice.id} />
        <input type="hidden" name="kind" value={line.kind} />
        <input type="hidden" name="currency" value={line.invoice.currency} />
        <fieldset
          aria-invalid={error ? 'true' : undefined}
          aria-describedby={error ? `${line.id}-action-error` : undefined}
          tabIndex={error ? -1 : undefined}
          className="flex flex-col"
        >
          <legend className="text-sm font-medium">What to do</legend>
          {line.choices.map(({ value, label }) => (
            <label key={value} className="flex min-h-11 items-center gap-3 text-sm lg:min-h-9">
              <input
                type="radio"
                name="action"
                value={value}
                defaultChecked={value === chosen}
                className="size-4 shrink-0"
              />
              {label}
            </label>
          ))}
          {error && (
            <p id={`${line.id}-action-error`} data-tone="bad" className="text-sm/5 font-medium text-tone">
              {error}
            </p>
          )}
        </fieldset>
        {line.needsValue && (
          <TextField
            {...field('value')}
            id={`${line.id}-value`}
            label="What it is worth to you, to take it"
            hint="Nobody knows what it was worth when it came. It pays as much of the invoice."
            unit={line.invoice.currency}
            inputMode="decimal"
            autoComplete="off"
            optional
          />
        )}
        <TextField
          {...field('note')}
          id={`${line.id}-note`}
          label="Why, for your own log"
          maxLength={500}
          autoComplete="off"
        />
        <div className="flex">
          <SubmitButton>Decide</SubmitButton>
        </div>
      </form>
    </div>
  )
}
