'use client'

import { EMPTY, type FormAction } from '@/components/auth/formState'
import { TextField } from '@/components/ui/Field'
import { Notice } from '@/components/ui/Notice'
import { SubmitButton } from '@/components/ui/SubmitButton'
import { useSentForm } from '../useSentForm'

/** For who has signed elsewhere, or sped a transaction up: its hash, to be followed. */
export function TellHashForm({ action, network }: { action: FormAction; network: string }) {
  const { state, send, around, field } = useSentForm(action, EMPTY)
  return (
    <div ref={around} className="flex flex-col gap-4">
      {state.message && <Notice tone={state.message.tone}>{state.message.text}</Notice>}
      <form action={send} noValidate className="grid items-start gap-4 sm:grid-cols-[minmax(0,1fr)_auto]">
        <input type="hidden" name="network" value={network} />
        <TextField
          {...field('tx')}
          label="Hash of a transaction that you have sent"
          autoComplete="off"
          spellCheck={false}
          placeholder="0x…"
        />
        <div className="flex sm:pt-[1.625rem] lg:[&>button]:min-h-10">
          <SubmitButton kind="plain">Follow it</SubmitButton>
        </div>
      </form>
    </div>
  )
}
