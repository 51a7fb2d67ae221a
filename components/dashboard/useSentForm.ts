import { useActionState, useEffect, useRef } from 'react'
import type { FormState } from '@/components/auth/formState'

/** A form's state, with what its fields need; whoever cannot see what has changed is brought to it. */
export function useSentForm<State extends FormState>(
  action: (before: Awaited<State>, data: FormData) => Promise<State>,
  nothing: Awaited<State>,
) {
  const [state, send] = useActionState(action, nothing)
  const around = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (state === nothing) return
    around.current?.querySelector<HTMLElement>('[aria-invalid="true"], [data-notice]')?.focus()
  }, [state, nothing])
  const field = (name: string, otherwise = '') => ({
    name,
    error: state.errors[name] ?? null,
    defaultValue: state.values[name] ?? otherwise,
  })
  return { state, send, around, field }
}
