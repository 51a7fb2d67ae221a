'use client'

import { useActionState, useEffect, useRef } from 'react'
import { Check, Field, type CheckSpec, type FieldSpec } from './Field'
import { EMPTY, type FormAction } from './formState'
import { Notice } from './Notice'

type Props = {
  action: FormAction
  fields: readonly FieldSpec[]
  /** What can be ticked, below the fields. */
  checks?: readonly CheckSpec[]
  submit: string
  hidden?: Readonly<Record<string, string>>
  /** Whose password it is, for password managers, where no field says so. */
  username?: string
}

/** A form whose errors stand beside their fields. Without a script it posts, and the page comes back with the same errors. */
export function AuthForm({ action, fields, checks = [], submit, hidden = {}, username }: Props) {
  const [state, send, pending] = useActionState(action, EMPTY)
  const place = useRef<HTMLDivElement>(null)

  // Whoever cannot see what has changed is brought to it.
  useEffect(() => {
    if (state === EMPTY) return
    place.current?.querySelector<HTMLElement>('[aria-invalid="true"], [data-notice]')?.focus()
  }, [state])

  const notice = state.message && <Notice tone={state.message.tone}>{state.message.text}</Notice>
  if (state.message?.tone === 'good') return <div ref={place}>{notice}</div>
  return (
    <div ref={place}>
      <form action={send} noValidate className="flex flex-col gap-5">
        {notice}
        {username && (
          <input type="text" name="username" autoComplete="username" value={username} readOnly hidden />
        )}
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
        {checks.map((check) => (
          <Check key={check.name} {...check} ticked={state.values[check.name] === 'yes'} />
        ))}
        <button
          type="submit"
          aria-disabled={pending}
          className="inline-flex h-12 w-full items-center justify-center rounded-xl bg-action px-6 text-base font-medium text-on-action transition-colors hover:bg-action-hover aria-disabled:opacity-70"
        >
          {pending ? 'One moment…' : submit}
        </button>
      </form>
    </div>
  )
}
