'use client'

import { EMPTY, type FormAction } from '@/components/auth/formState'
import { ButtonLink } from '@/components/ui/Button'
import { SelectField, TextArea, TextField } from '@/components/ui/Field'
import { Notice } from '@/components/ui/Notice'
import { SubmitButton } from '@/components/ui/SubmitButton'
import { useSentForm } from './useSentForm'

type Props = {
  action: FormAction
  /** Makes sending twice the same as sending once. */
  request: string
  mode: string
  currencies: readonly string[]
  tokens: readonly { value: string; label: string }[]
  lifetimes: readonly { value: string; label: string }[]
  lifetime: string
}

/** Asks for what an invoice needs. Without a script it posts, and comes back with what was typed and what is wrong. */
export function NewInvoiceForm({ action, request, mode, currencies, tokens, lifetimes, lifetime }: Props) {
  const { state, send, around, field } = useSentForm(action, EMPTY)
  return (
    <div ref={around}>
      <form action={send} noValidate className="flex flex-col gap-5">
        {state.message && <Notice tone={state.message.tone}>{state.message.text}</Notice>}
        <input type="hidden" name="request" value={request} />
        <input type="hidden" name="mode" value={mode} />
        <div className="grid gap-5 sm:grid-cols-[minmax(0,1fr)_8rem]">
          <TextField
            {...field('amount')}
            label="Amount"
            inputMode="decimal"
            autoComplete="off"
            placeholder="0.00"
            required
          />
          <SelectField
            {...field('currency', currencies[0])}
            label="Currency"
            options={currencies.map((code) => ({ value: code, label: code }))}
          />
        </div>
        <TextField
          {...field('title')}
          label="Title"
          hint="What it is for. The customer sees it."
          maxLength={255}
          autoComplete="off"
          required
        />
        <TextArea {...field('description')} label="Description" optional maxLength={1000} rows={2} />
        <div className="grid gap-5 sm:grid-cols-2">
          <SelectField {...field('asset', tokens[0]?.value)} label="Paid in" options={tokens} />
          <SelectField {...field('lifetime', lifetime)} label="Can be paid for" options={lifetimes} />
        </div>
        <div className="grid gap-5 sm:grid-cols-2">
          <TextField
            {...field('customerEmail')}
            label="Customer’s e-mail"
            hint="Whose credit pays of it."
            type="email"
            optional
            autoComplete="off"
          />
          <TextField
            {...field('customerId')}
            label="Your customer id"
            hint="Where you know them by one."
            optional
            maxLength={255}
            autoComplete="off"
          />
        </div>
        <TextField
          {...field('orderId')}
          label="Your order id"
          hint="Comes back to you in the API and in webhooks."
          optional
          maxLength={500}
          autoComplete="off"
        />
        <TextField
          {...field('returnUrl')}
          label="Return address"
          hint="Where the customer goes on to once it is paid."
          type="url"
          optional
          placeholder="https://"
          autoComplete="off"
        />
        <div className="flex flex-wrap justify-end gap-3 border-t border-line pt-5">
          <ButtonLink href="/dashboard/invoices">Discard</ButtonLink>
          <SubmitButton>Make the invoice</SubmitButton>
        </div>
      </form>
    </div>
  )
}
