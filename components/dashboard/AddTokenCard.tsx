'use client'

import { EMPTY, type FormAction } from '@/components/auth/formState'
import { Card } from '@/components/ui/Card'
import { SelectField, TextField } from '@/components/ui/Field'
import { Notice } from '@/components/ui/Notice'
import { SubmitButton } from '@/components/ui/SubmitButton'
import { useSentForm } from './useSentForm'

type Props = {
  action: FormAction
  mode: string
  /** Networks on which the merchant has a wallet that payments are passed on to. */
  networks: readonly { value: string; label: string }[]
}

/** Takes a token that is not listed, by the address of its contract. */
export function AddTokenCard({ action, mode, networks }: Props) {
  const { state, send, around, field } = useSentForm(action, EMPTY)
  return (
    <Card id="add-token" title="Take another token">
      <div ref={around} className="flex flex-col gap-4">
        <p className="max-w-2xl text-sm/6 text-muted">
          Any token by the address of its contract, if as much arrives as is sent. It is looked at on chain
          first. Nobody vouches for it: compare the address with what the token’s issuer says. Invoices in it
          need a rate that whoever runs this checkout writes down.
        </p>
        {state.message && <Notice tone={state.message.tone}>{state.message.text}</Notice>}
        <form
          action={send}
          noValidate
          className="grid items-start gap-4 lg:grid-cols-[14rem_minmax(0,1fr)_auto]"
        >
          <input type="hidden" name="mode" value={mode} />
          <SelectField {...field('network', networks[0]?.value)} label="Network" options={networks} />
          <TextField
            {...field('address')}
            label="Address of the token"
            autoComplete="off"
            spellCheck={false}
            placeholder="0x…"
          />
          <div className="flex lg:pt-[1.625rem] lg:[&>button]:min-h-10">
            <SubmitButton kind="plain">Look at it and add it</SubmitButton>
          </div>
        </form>
      </div>
    </Card>
  )
}
