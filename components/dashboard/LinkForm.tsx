'use client'

import { EMPTY, type FormAction } from '@/components/auth/formState'
import { ButtonLink } from '@/components/ui/Button'
import { SelectField, TextArea, TextField } from '@/components/ui/Field'
import { Notice } from '@/components/ui/Notice'
import { SubmitButton } from '@/components/ui/SubmitButton'
import type { LinkValues } from '@/lib/dashboard/linkForm'
import { useSentForm } from './useSentForm'

type Props = {
  action: FormAction
  mode: string
  values: LinkValues
  currency: string
  asking: readonly { value: string; label: string }[]
  /** Of the link that is changed; null for a new one, which can still choose its address. */
  id: string | null
  /** What addresses begin with. */
  base: string
}

/** Everything of a payment link. Works without a script. */
export function LinkForm({ action, mode, values, currency, asking, id, base }: Props) {
  const { state, send, around, field } = useSentForm(action, EMPTY)
  const choice = (name: 'email' | 'name' | 'note', label: string) => (
    <SelectField {...field(name, values[name])} label={label} options={asking} />
  )
  return (
    <div ref={around}>
      <form action={send} noValidate className="flex flex-col gap-5">
        {state.message && <Notice tone={state.message.tone}>{state.message.text}</Notice>}
        <input type="hidden" name="mode" value={mode} />
        {id && <input type="hidden" name="id" value={id} />}
        <TextField
          {...field('title', values.title)}
          label="Title"
          hint="What is paid for. The customer sees it."
          maxLength={255}
          autoComplete="off"
          required
        />
        <TextArea
          {...field('description', values.description)}
          label="Description"
          optional
          maxLength={1000}
          rows={2}
        />
        <div className="grid gap-5 sm:grid-cols-2">
          <TextField
            {...field('amount', values.amount)}
            label="Amount"
            unit={currency}
            inputMode="decimal"
            autoComplete="off"
            placeholder="0.00"
            required
          />
          <TextField
            {...field('minimum', values.minimum)}
            label="Least amount"
            hint="Where the customer chooses."
            unit={currency}
            inputMode="decimal"
            autoComplete="off"
            optional
          />
        </div>
        <label className="flex min-h-11 items-center gap-3 text-sm">
          <input
            type="checkbox"
            name="customerChooses"
            defaultChecked={state === EMPTY ? values.customerChooses : state.values.customerChooses === 'on'}
            className="size-4"
          />
          The customer chooses the amount; the one above is proposed
        </label>
        {!id && (
          <TextField
            {...field('slug')}
            label="Address"
            hint={`${base}… for good. Left empty it is one that nobody can guess.`}
            placeholder="house-blend"
            maxLength={64}
            autoComplete="off"
            optional
          />
        )}
        <fieldset className="flex flex-col gap-3">
          <legend className="mb-1 text-sm font-medium">What the customer is asked</legend>
          <div className="grid gap-5 sm:grid-cols-3">
            {choice('email', 'E-mail')}
            {choice('name', 'Name')}
            {choice('note', 'Note')}
          </div>
        </fieldset>
        <div className="grid gap-5 sm:grid-cols-2">
          <TextField
            {...field('maxUses', values.maxUses)}
            label="How often it may be paid"
            hint="Left empty: any number of times."
            inputMode="numeric"
            autoComplete="off"
            optional
          />
          <TextField {...field('endsAt', values.endsAt)} label="Ends (UTC)" type="datetime-local" optional />
        </div>
        <TextField
          {...field('successUrl', values.successUrl)}
          label="Return address"
          hint="Where the customer goes on to once it is paid."
          type="url"
          placeholder="https://"
          autoComplete="off"
          optional
        />
        <TextField
          {...field('cancelUrl', values.cancelUrl)}
          label="Address for who gives up"
          type="url"
          placeholder="https://"
          autoComplete="off"
          optional
        />
        <div className="flex flex-wrap justify-end gap-3 border-t border-line pt-5">
          <ButtonLink href={id ? `/dashboard/payment-links/${id}` : '/dashboard/payment-links'}>
            Discard
          </ButtonLink>
          <SubmitButton>{id ? 'Save the link' : 'Make the link'}</SubmitButton>
        </div>
      </form>
    </div>
  )
}
