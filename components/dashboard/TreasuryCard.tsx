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
  choices: readonly { value: string; label: string }[]
  /** How long a change waits, in words; null where it counts at once. */
  wait: string | null
}

/** Says where the money of later invoices goes (F4). */
export function TreasuryCard({ action, mode, choices, wait }: Props) {
  const { state, send, around, field } = useSentForm(action, EMPTY)
  return (
    <Card id="treasury" title="Where your money goes">
      <div ref={around} className="flex flex-col gap-4">
        <p className="max-w-2xl text-sm/6 text-muted">
          Payments are passed on to a wallet of yours, and can go nowhere else. Use one whose keys you hold:
          an exchange may not credit what a contract sends. Invoices that are out already keep the wallet they
          were made with.
          {wait &&
            ` Where you are paid already, a change begins ${wait} later; you are told by mail, and can call it off.`}
        </p>
        {state.message && <Notice tone={state.message.tone}>{state.message.text}</Notice>}
        <form
          action={send}
          noValidate
          autoComplete="off"
          className="grid max-w-2xl items-start gap-4 sm:grid-cols-2"
        >
          <input type="hidden" name="mode" value={mode} />
          <div className="sm:col-span-2">
            <SelectField
              {...field('what', choices[0]?.value)}
              id="treasury-what"
              label="New invoices in"
              options={choices}
            />
          </div>
          <div className="sm:col-span-2">
            <TextField
              {...field('treasury')}
              id="treasury-address"
              label="Address of your wallet"
              autoComplete="off"
              spellCheck={false}
              placeholder="0x…"
            />
          </div>
          <TextField
            {...field('last_six')}
            id="treasury-last-six"
            label="Its last six characters"
            hint="Read them from your wallet’s own screen, not from what you pasted."
            maxLength={6}
            autoComplete="off"
            spellCheck={false}
          />
          <TextField
            {...field('password')}
            id="treasury-password"
            label="Your password"
            type="password"
            autoComplete="current-password"
          />
          <div className="flex sm:col-span-2">
            <SubmitButton>Send the money there</SubmitButton>
          </div>
        </form>
      </div>
    </Card>
  )
}
