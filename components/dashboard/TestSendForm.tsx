'use client'

import { EMPTY, type FormAction } from '@/components/auth/formState'
import { Notice } from '@/components/ui/Notice'
import { SubmitButton } from '@/components/ui/SubmitButton'
import { useSentForm } from './useSentForm'

/** Sends a made-up event at once, and says what the receiver answered. */
export function TestSendForm({ action, id, mode }: { action: FormAction; id: string; mode: string }) {
  const { state, send, around } = useSentForm(action, EMPTY)
  return (
    <div ref={around} className="flex flex-col gap-4">
      <form action={send} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <input type="hidden" name="id" value={id} />
        <input type="hidden" name="mode" value={mode} />
        <p className="max-w-md text-sm/6 text-muted">
          A made-up event, signed like any other, is sent now and once. Nothing is written down about it.
        </p>
        <SubmitButton kind="plain">Send a test</SubmitButton>
      </form>
      {state.message && <Notice tone={state.message.tone}>{state.message.text}</Notice>}
    </div>
  )
}
