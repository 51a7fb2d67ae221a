'use client'

import { useActionState, useEffect, useRef } from 'react'
import { CopyButton } from '@/components/pay/CopyButton'
import { SelectField, TextField } from '@/components/ui/Field'
import { Notice } from '@/components/ui/Notice'
import { SubmitButton } from '@/components/ui/SubmitButton'
import { NOTHING, type SecretState } from './secretState'

type Choice = readonly { value: string; label: string }[]
type Props = {
  action: (before: SecretState, data: FormData) => Promise<SecretState>
  mode: string
  kinds: Choice
  lives: Choice
}

/** Makes a key and shows it this once. */
export function NewKeyForm({ action, mode, kinds, lives }: Props) {
  const [state, send] = useActionState(action, NOTHING)
  const form = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (state === NOTHING) return
    form.current?.querySelector<HTMLElement>('[aria-invalid="true"], [data-notice]')?.focus()
  }, [state])
  const field = (name: string, otherwise = '') => ({
    name,
    error: state.errors[name] ?? null,
    defaultValue: state.values[name] ?? otherwise,
  })
  return (
    <div ref={form} className="flex flex-col gap-5">
      {state.secret && (
        <Notice tone="good" title="Copy your key now: it is not shown again">
          <span className="mt-2 flex flex-wrap items-center gap-3">
            <code className="rounded-lg bg-surface px-3 py-2 font-mono text-[0.8125rem] break-all select-all">
              {state.secret}
            </code>
            <span className="flex">
              <CopyButton text={state.secret} what="the key" />
            </span>
          </span>
        </Notice>
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
