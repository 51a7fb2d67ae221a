'use client'

import { useFormStatus } from 'react-dom'

type Props = { kind: string; label: string; text: string }

/** One press is one payment: while it is played the others wait. */
export function TestButton({ kind, label, text }: Props) {
  const { pending } = useFormStatus()
  return (
    <button
      type="submit"
      name="kind"
      value={kind}
      disabled={pending}
      className="flex min-h-14 flex-col justify-center rounded-xl border border-line-strong bg-surface px-4 py-2 text-start transition-colors hover:bg-raised disabled:opacity-60"
    >
      <span className="text-sm font-medium">{label}</span>
      <span className="text-xs/5 text-muted">{text}</span>
    </button>
  )
}
