'use client'

import { useId, useRef } from 'react'
import { Button, buttonClass, type ButtonKind } from './Button'
import { SubmitButton } from './SubmitButton'

type Props = {
  /** What opens it. */
  trigger: string
  title: string
  /** What will happen, and what will not. */
  text: string
  /** Says what it does, such as `Cancel this invoice`. */
  confirm: string
  /** Leaves everything as it is. */
  dismiss: string
  action: (form: FormData) => Promise<void>
  hidden: Readonly<Record<string, string>>
  /** More fields of the form. */
  children?: React.ReactNode
  /** Where the question is asked without a script: this page with a word behind it. */
  href: string
  /** The page was asked to ask. */
  asked: boolean
  /** `danger` unless said: what it does is hard to take back. */
  kind?: ButtonKind
}

/** Asks before something that cannot be undone: in a dialog, or without a script on the page itself. */
export function Confirm({
  trigger,
  title,
  text,
  confirm,
  dismiss,
  action,
  hidden,
  children,
  href,
  asked,
  kind = 'danger',
}: Props) {
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  const form = (
    <form action={action} className="flex flex-col gap-4">
      <h2 id={id} className="text-lg font-semibold">
        {title}
      </h2>
      <p className="text-sm/6 text-muted">{text}</p>
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children}
      <div className="flex flex-wrap justify-end gap-3">
        {asked ? (
          <a href="?" className={buttonClass()}>
            {dismiss}
          </a>
        ) : (
          <Button type="button" onClick={() => dialog.current?.close()}>
            {dismiss}
          </Button>
        )}
        <SubmitButton kind={kind}>{confirm}</SubmitButton>
      </div>
    </form>
  )
  if (asked) {
    return (
      <section
        aria-labelledby={id}
        className="w-full rounded-xl border border-line-strong bg-surface p-5 text-left"
      >
        {form}
      </section>
    )
  }
  return (
    <>
      <Button type="button" className="scripted" onClick={() => dialog.current?.showModal()}>
        {trigger}
      </Button>
      <a href={href} className={buttonClass('plain', 'unscripted')}>
        {trigger}
      </a>
      <dialog
        ref={dialog}
        aria-labelledby={id}
        className="m-auto w-full max-w-md rounded-2xl border border-line bg-surface p-6 text-left text-ink shadow-card backdrop:bg-black/50"
      >
        {form}
      </dialog>
    </>
  )
}
