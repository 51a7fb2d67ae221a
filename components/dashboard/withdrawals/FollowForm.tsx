'use client'

import { useActionState, useEffect, useRef } from 'react'
import { EMPTY, type FormAction } from '@/components/auth/formState'
import { Notice } from '@/components/ui/Notice'
import { SubmitButton } from '@/components/ui/SubmitButton'

const AGAIN_MS = 4_000

type Props = { action: FormAction; network: string; tx: string }

/** Asks for a transaction until the network has it; without a script, whenever the person asks. */
export function FollowForm({ action, network, tx }: Props) {
  const [state, send] = useActionState(action, EMPTY)
  const form = useRef<HTMLFormElement>(null)
  const isOver = state.message?.tone === 'bad'
  useEffect(() => {
    if (isOver) return
    const timer = setTimeout(
      () => document.visibilityState === 'visible' && form.current?.requestSubmit(),
      state === EMPTY ? 0 : AGAIN_MS,
    )
    return () => clearTimeout(timer)
  }, [state, isOver])
  return (
    <div className="flex flex-col items-start gap-4">
      {state.message && <Notice tone={state.message.tone}>{state.message.text}</Notice>}
      <form ref={form} action={send}>
        <input type="hidden" name="network" value={network} />
        <input type="hidden" name="tx" value={tx} />
        <SubmitButton kind="plain">Look again</SubmitButton>
      </form>
    </div>
  )
}
