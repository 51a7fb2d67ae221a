'use client'

import { SelectField, TextField } from '@/components/ui/Field'
import { Notice } from '@/components/ui/Notice'
import { SubmitButton } from '@/components/ui/SubmitButton'
import { SecretShown } from './SecretShown'
import { NOTHING, type SecretAction } from './secretState'
import { useSentForm } from './useSentForm'

type Props = { action: SecretAction; mode: string; choices: readonly { value: string; label: string }[] }

/** Adds an endpoint and shows the secret that signs its deliveries this once. */
export function NewEndpointForm({ action, mode, choices }: Props) {
  const { state, send, around, field } = useSentForm(action, NOTHING)
  return (
    <div ref={around} className="flex flex-col gap-5">
      {state.secret && (
        <SecretShown
          title="Copy the signing secret now: it is not shown again"
          secret={state.secret}
          what="the signing secret"
        />
      )}
      {state.message && <Notice tone={state.message.tone}>{state.message.text}</Notice>}
      <form
        action={send}
        noValidate
        className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_16rem_auto]"
      >
        <input type="hidden" name="mode" value={mode} />
        <TextField
          {...field('url')}
          label="Address of your server"
          type="url"
          placeholder="https://shop.example/webhooks"
          autoComplete="off"
        />
        <SelectField {...field('choice', choices[0]?.value)} label="Is told" options={choices} />
        <div className="flex lg:pt-[1.625rem] lg:[&>button]:min-h-10">
          <SubmitButton>Add the endpoint</SubmitButton>
        </div>
      </form>
    </div>
  )
}
