'use server'

import { redirect } from 'next/navigation'
import { readForm, refusal } from '@/app/(auth)/form'
import { found } from '@/app/dashboard/found'
import type { FormState } from '@/components/auth/formState'
import { requireSession, sessionActor } from '@/lib/auth/session'
import { decisionForm, toResolveInput } from '@/lib/dashboard/exceptions'
import { isDomainError } from '@/lib/domain/errors'
import { isFiat } from '@/lib/domain/money'
import { getApp } from '@/lib/server/app'
import { resolveException } from '@/lib/services/invoices/resolveException'

const HOME = '/dashboard/exceptions'

/** Decides about an exception; the list then says so, without it. */
export async function decide(_before: FormState, data: FormData): Promise<FormState> {
  const session = await requireSession(HOME)
  const form = readForm(decisionForm, data)
  if (!form.ok) return form.state
  const input = isFiat(form.input.currency) ? toResolveInput(form.input) : null
  if (!input) return wrong('value', 'Enter an amount such as 25 or 19.90.')
  try {
    await found(resolveException(getApp(), sessionActor(session), form.input.id, input))
  } catch (error) {
    if (!isDomainError(error)) throw error
    if (error.code === 'EXCEPTION_NOT_OPEN') redirect(`${HOME}?did=over`)
    const said = `${error.message.replace(/^\w+: /, 'It ')}.`
    return error.detail.field === 'valueUsd' ? wrong('value', said) : refusal(said, data)
  }
  redirect(`${HOME}?did=${form.input.action}`)

  function wrong(field: string, text: string): FormState {
    return { ...refusal('', data), message: null, errors: { [field]: text } }
  }
}
