'use client'

import { usePathname } from 'next/navigation'
import { useFormStatus } from 'react-dom'
import { sectionOf } from '@/lib/dashboard/navigation'

type Mode = 'live' | 'test'
type Props = { mode: Mode; action: (form: FormData) => Promise<void> }

/** Test or live: two buttons of one form, which works without a script too. */
export function ModeSwitch({ mode, action }: Props) {
  const path = usePathname()
  return (
    <form action={action}>
      <input type="hidden" name="back" value={sectionOf(path)} />
      <fieldset className="flex rounded-lg border border-line bg-raised p-0.5">
        <legend className="sr-only">Mode</legend>
        <Choice value="test" label="Test" mode={mode} />
        <Choice value="live" label="Live" mode={mode} />
      </fieldset>
    </form>
  )
}

function Choice({ value, label, mode }: { value: Mode; label: string; mode: Mode }) {
  const { pending } = useFormStatus()
  const chosen = value === mode
  const colour =
    value === 'test'
      ? 'aria-pressed:bg-test aria-pressed:text-on-test'
      : 'aria-pressed:bg-action aria-pressed:text-on-action'
  return (
    <button
      name="mode"
      value={value}
      aria-pressed={chosen}
      aria-disabled={pending}
      className={`flex h-11 flex-1 items-center justify-center rounded-md px-4 text-sm font-medium text-muted transition-colors hover:text-ink lg:h-8 ${colour}`}
    >
      {label}
      <span className="sr-only"> mode</span>
    </button>
  )
}
