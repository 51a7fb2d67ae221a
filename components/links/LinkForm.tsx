'use client'

import { EMPTY, type FormAction } from '@/components/auth/formState'
import { useSentForm } from '@/components/dashboard/useSentForm'
import { TextArea, TextField } from '@/components/ui/Field'
import { Notice } from '@/components/ui/Notice'
import { SubmitButton } from '@/components/ui/SubmitButton'
import type { LinkPage } from '@/lib/pay/linkPage'

type Props = {
  view: LinkPage
  action: FormAction
  /** Makes sending twice the same as sending once. */
  request: string
  /** Why the visit itself began nothing. */
  refused: string | null
}

/** What a link asks before a session begins; with nothing to ask, a button. Works without a script. */
export function LinkForm({ view, action, request, refused }: Props) {
  const { state, send, around, field } = useSentForm(action, EMPTY)
  const message = state.message?.text ?? refused
  return (
    <div ref={around}>
      <form action={send} noValidate className="flex flex-col gap-5">
        {message && <Notice tone="bad">{message}</Notice>}
        <input type="hidden" name="slug" value={view.slug} />
        <input type="hidden" name="request" value={request} />
        {view.amount && (
          <TextField
            {...field('amount', view.amount.proposed)}
            label={view.words.amount}
            unit={view.amount.currency}
            inputMode="decimal"
            autoComplete="off"
            required
            {...(view.amount.hint ? { hint: view.amount.hint } : {})}
          />
        )}
        {view.fields.map(({ field: name, required }) =>
          name === 'note' ? (
            <TextArea
              key={name}
              {...field(name)}
              label={view.words.note}
              optional={required ? false : view.words.optional}
              maxLength={500}
              rows={2}
            />
          ) : (
            <TextField
              key={name}
              {...field(name)}
              label={name === 'email' ? view.words.email : view.words.name}
              type={name === 'email' ? 'email' : 'text'}
              autoComplete={name}
              optional={required ? false : view.words.optional}
              maxLength={name === 'email' ? 254 : 120}
            />
          ),
        )}
        <SubmitButton>{view.words.go}</SubmitButton>
        <p className="text-sm text-muted">{view.words.about}</p>
      </form>
    </div>
  )
}
