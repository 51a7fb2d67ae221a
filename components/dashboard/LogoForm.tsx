'use client'

import { EMPTY, type FormAction } from '@/components/auth/formState'
import { FileField } from '@/components/ui/Field'
import { Notice } from '@/components/ui/Notice'
import { SubmitButton } from '@/components/ui/SubmitButton'
import { useSentForm } from './useSentForm'

/** Takes the file that is to be the logo, and says what is wrong with it. */
export function LogoForm({ action, replaces }: { action: FormAction; replaces: boolean }) {
  const { state, send, around, field } = useSentForm(action, EMPTY)
  return (
    <div ref={around} className="flex flex-col gap-4">
      {state.message && <Notice tone={state.message.tone}>{state.message.text}</Notice>}
      <form action={send} noValidate className="flex flex-col items-start gap-4">
        <FileField
          name="logo"
          error={field('logo').error}
          label={replaces ? 'Another file' : 'File'}
          hint="PNG or JPEG, 16 to 1024 pixels a side, at most 256 KiB."
          accept="image/png,image/jpeg"
        />
        <SubmitButton>{replaces ? 'Replace the logo' : 'Set the logo'}</SubmitButton>
      </form>
    </div>
  )
}
