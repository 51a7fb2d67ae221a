'use client'

import { useActionState, useEffect, useRef } from 'react'
import { Field, type FieldSpec } from './Field'
import { EMPTY, type FormAction } from './formState'
import { Notice } from './Notice'

type Props = {
  action: FormAction
  fields: readonly FieldSpec[]
  submit: string
  hidden?: Readonly<Record<string, string>>
}

/** A form whose errors stand beside their fields. Without a script it posts, and the page comes back with the same errors. */
export function AuthForm({ action, fields, submit, hidden = {} }: Props) {
  const [state, send, pending] = useActionState(action, EMPTY)
  const form = useRef<HTMLFormElement>(null)

  // Whoever cannot see what has changed is brought to it.
  useEffect(() => {
    if (state === EMPTY) return
    form.current?.querySelector<HTMLElement>('[aria-invalid="true"], [data-notice]')?.focus()
  }, [state])

  return (
    <form ref={form} action={send} noValidate className="flex flex-col gap-5">
      {state.message && <Notice tone={state.message.tone}>{state.message.text}</Notice>}
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {fields.map((field) => (
        <Field
          key={field.name}
          {...field}
          error={state.errors[field.name] ?? null}
          value={state.values[field.name] ?? field.value ?? ''}
        />
      ))}
      <button
        type="submit"
        aria-disabled={pending}
        className="inline-flex h-12 w-full items-center justify-center rounded-xl bg-action px-6 text-base font-medium text-on-action transition-colors hover:bg-action-hover aria-disabled:opacity-70"
      >
        {pending ? 'One moment…' : submit}
      </button>
    </form>
  )
}
