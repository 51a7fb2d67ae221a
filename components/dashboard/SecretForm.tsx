'use client'

import { SelectField } from '@/components/ui/Field'
import { Notice } from '@/components/ui/Notice'
import { SubmitButton } from '@/components/ui/SubmitButton'
import { SecretShown } from './SecretShown'
import { NOTHING, type SecretAction } from './secretState'
import { useSentForm } from './useSentForm'

type Props = {
  action: SecretAction
  id: string
  mode: string
  overlaps: readonly { value: string; label: string }[]
}

/** Replaces an endpoint's secret and shows the new one this once. */
export function SecretForm({ action, id, mode, overlaps }: Props) {
  const { state, send, around, field } = useSentForm(action, NOTHING)
  return (
    <div ref={around} className="flex flex-col gap-4">
      {state.secret && (
        <SecretShown
          title="Copy the new secret now: it is not shown again"
          secret={state.secret}
          what="the signing secret"
        />
      )}
      {state.message && <Notice tone={state.message.tone}>{state.message.text}</Notice>}
      <details>
        <summary className="inline-flex min-h-11 items-center text-sm font-medium text-link lg:min-h-8">
          Replace the secret
        </summary>
        <form action={send} className="flex flex-col gap-4 pt-2">
          <input type="hidden" name="id" value={id} />
          <input type="hidden" name="mode" value={mode} />
          <p className="text-sm/6 text-muted">
            A new one is made and signs from now on. While both sign, your server can change over without
            missing anything.
          </p>
          <SelectField
            {...field('overlap', overlaps[0]?.value)}
            label="The old one signs"
            options={overlaps}
          />
          <div>
            <SubmitButton kind="danger">Replace it</SubmitButton>
          </div>
        </form>
      </details>
    </div>
  )
}
