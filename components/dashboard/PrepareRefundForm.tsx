'use client'

import type { FormAction } from '@/components/auth/formState'
import { EMPTY } from '@/components/auth/formState'
import { SelectField, TextField } from '@/components/ui/Field'
import { Notice } from '@/components/ui/Notice'
import { SubmitButton } from '@/components/ui/SubmitButton'
import { useSentForm } from './useSentForm'

type Props = {
  action: FormAction
  invoiceId: string
  assets: readonly { value: string; label: string }[]
  /** Chosen beforehand: the excess, where there is one. */
  hasExcess: boolean
}

/** Prepares what the merchant's wallet is to sign. */
export function PrepareRefundForm({ action, invoiceId, assets, hasExcess }: Props) {
  const { state, send, around, field } = useSentForm(action, EMPTY)
  const kinds = [
    ...(hasExcess ? [{ value: 'excess', label: 'Only the excess' }] : []),
    { value: 'full', label: 'All that is left' },
    { value: 'part', label: 'A part' },
  ]
  return (
    <div ref={around} className="flex flex-col gap-4">
      {state.message && <Notice tone={state.message.tone}>{state.message.text}</Notice>}
      <form action={send} noValidate className="grid items-start gap-4 sm:grid-cols-2">
        <input type="hidden" name="id" value={invoiceId} />
        <div className="sm:col-span-2">
          <TextField
            {...field('to')}
            label="Address of the customer"
            hint="Ask them for it. The sender of a payment is often an exchange, which would keep the money."
            autoComplete="off"
            spellCheck={false}
            placeholder="0x…"
          />
        </div>
        {assets.length > 1 ? (
          <div className="sm:col-span-2">
            <SelectField {...field('asset', assets[0]?.value)} label="Of what arrived" options={assets} />
          </div>
        ) : (
          <input type="hidden" name="asset" value={assets[0]?.value ?? ''} />
        )}
        <SelectField
          {...field('kind', kinds[0]?.value)}
          label="How much"
          hint={assets.length === 1 ? `At most ${assets[0]?.label}.` : undefined}
          options={kinds}
        />
        <TextField
          {...field('part')}
          label="Amount, if it is a part"
          inputMode="decimal"
          autoComplete="off"
          optional
        />
        <div className="sm:col-span-2">
          <TextField
            {...field('reason')}
            id="refund-reason"
            label="Reason, for your own log"
            optional
            autoComplete="off"
          />
        </div>
        <div className="flex sm:col-span-2">
          <SubmitButton>Prepare the refund</SubmitButton>
        </div>
      </form>
    </div>
  )
}
