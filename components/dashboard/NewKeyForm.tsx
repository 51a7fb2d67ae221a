'use client'

import { SelectField, TextField } from '@/components/ui/Field'
import { Notice } from '@/components/ui/Notice'
import { SubmitButton } from '@/components/ui/SubmitButton'
import { SecretShown } from './SecretShown'
import { NOTHING, type SecretAction } from './secretState'
import { useSentForm } from './useSentForm'

type Choice = readonly { value: string; label: string }[]
type Props = { action: SecretAction; mode: string; kinds: Choice; lives: Choice }

/** Makes a key and shows it this once. */
export function NewKeyForm({ action, mode, kinds, lives }: Props) {
  const { state, send, around, field } = useSentForm(action, NOTHING)
  return (
    <div ref={around} className="flex flex-col gap-5">
      {state.secret && (
        <SecretShown title="Copy your key now: it is not shown again" secret={state.secret} what="the key" />
      )}
      {state.message && <Notice tone={state.message.tone}>{state.message.text}</Notice>}
      <form
        action={send}
        noValidate
        className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_12rem_auto]"
      >
        <input type="hidden" name="mode" value={mode} />
        <TextField
          {...field('name')}
          label="Name"
          placeholder="Shop backend"
          maxLength={100}
          autoComplete="off"
        />
        <SelectField {...field('kind', kinds[0]?.value)} label="May do" options={kinds} />
        <SelectField {...field('life', lives[0]?.value)} label="Works" options={lives} />
        <div className="flex lg:pt-[1.625rem] lg:[&>button]:min-h-10">
          <SubmitButton>Make a key</SubmitButton>
        </div>
      </form>
    </div>
  )
}
