'use client'

import { useFormStatus } from 'react-dom'
import { Button, type ButtonKind } from './Button'

/** Sends its form once: while that is under way a second press does nothing. */
export function SubmitButton({
  children,
  kind = 'primary',
}: {
  children: React.ReactNode
  kind?: ButtonKind
}) {
  const { pending } = useFormStatus()
  return (
    <Button kind={kind} aria-disabled={pending} onClick={(event) => pending && event.preventDefault()}>
      {children}
    </Button>
  )
}
