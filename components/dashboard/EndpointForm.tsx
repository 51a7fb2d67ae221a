'use client'

import { EMPTY, type FormAction } from '@/components/auth/formState'
import { SelectField, TextArea, TextField } from '@/components/ui/Field'
import { Notice } from '@/components/ui/Notice'
import { SubmitButton } from '@/components/ui/SubmitButton'
import { useSentForm } from './useSentForm'

type Props = {
  action: FormAction
  id: string
  mode: string
  /** Every event that it can be told of. */
  names: readonly string[]
  values: {
    url: string
    everything: boolean
    events: readonly string[]
    headers: string
    ips: string
    retries: string
    backoff: string
    timeout: string
  }
  /** Its document lets a merchant say how often and for how long it is tried. */
  tuned: boolean
}

const BACKOFFS = [
  { value: 'exponential', label: 'Longer each time' },
  { value: 'linear', label: 'A little longer each time' },
]

/** Where an endpoint is, what it is told of, and how. */
export function EndpointForm({ action, id, mode, names, values, tuned }: Props) {
  const { state, send, around, field } = useSentForm(action, EMPTY)
  const sent = state !== EMPTY
  const chosen = sent ? (state.values.events ?? '').split(' ') : values.events
  const everything = sent ? state.values.everything === 'yes' : values.everything
  return (
    <div ref={around} className="flex max-w-2xl flex-col gap-5">
      {state.message && <Notice tone={state.message.tone}>{state.message.text}</Notice>}
      <form action={send} noValidate className="flex flex-col gap-5">
        <input type="hidden" name="id" value={id} />
        <input type="hidden" name="mode" value={mode} />
        <TextField
          {...field('url', values.url)}
          label="Address of your server"
          type="url"
          autoComplete="off"
        />
        <Events names={names} chosen={chosen} everything={everything} error={state.errors.events ?? null} />
        <TextArea
          {...field('headers', values.headers)}
          label="Headers of your own"
          optional
          rows={3}
          spellCheck={false}
          placeholder="X-Token: …"
          hint="Name: value, one a line, sent with each delivery. What they hold is kept encrypted and not shown again: *** keeps it."
        />
        {tuned && (
          <>
            <TextArea
              {...field('ips', values.ips)}
              label="Only at these addresses"
              optional
              rows={2}
              spellCheck={false}
              hint="IP addresses or ranges of your server, one a line. At any other it is told nothing."
            />
            <div className="grid gap-4 sm:grid-cols-3">
              <TextField
                {...field('retries', values.retries)}
                label="Tries after the first"
                inputMode="numeric"
              />
              <SelectField {...field('backoff', values.backoff)} label="Waits between" options={BACKOFFS} />
              <TextField
                {...field('timeout', values.timeout)}
                label="Waits for an answer"
                unit="s"
                inputMode="numeric"
              />
            </div>
          </>
        )}
        <div>
          <SubmitButton>Save the endpoint</SubmitButton>
        </div>
      </form>
    </div>
  )
}

type EventsProps = {
  names: readonly string[]
  chosen: readonly string[]
  everything: boolean
  error: string | null
}

/** Everything, or each event by its name: both at once is everything. */
function Events({ names, chosen, everything, error }: EventsProps) {
  return (
    <fieldset className="flex flex-col gap-2" aria-describedby={error ? 'events-error' : undefined}>
      <legend className="pb-1.5 text-sm font-medium">Is told</legend>
      <label className="inline-flex min-h-11 items-center gap-2.5 text-sm lg:min-h-8">
        <input
          type="checkbox"
          name="everything"
          value="yes"
          defaultChecked={everything}
          aria-invalid={error ? true : undefined}
          className="size-5 lg:size-4"
        />
        Everything, also what is added later
      </label>
      <details open={!everything} className="rounded-lg border border-line">
        <summary className="flex min-h-11 items-center px-4 text-sm font-medium text-link lg:min-h-10">
          Or these alone
        </summary>
        <div className="grid gap-x-6 border-t border-line px-4 py-2 sm:grid-cols-2">
          {names.map((name) => (
            <label
              key={name}
              className="inline-flex min-h-11 min-w-0 items-center gap-2.5 font-mono text-[0.8125rem] break-all lg:min-h-8"
            >
              <input
                type="checkbox"
                name="events"
                value={name}
                defaultChecked={chosen.includes(name)}
                className="size-5 shrink-0 lg:size-4"
              />
              {name}
            </label>
          ))}
        </div>
      </details>
      {error && (
        <p id="events-error" data-tone="bad" className="text-sm/5 font-medium text-tone">
          {error}
        </p>
      )}
    </fieldset>
  )
}
