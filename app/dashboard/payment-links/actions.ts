'use server'

import { redirect } from 'next/navigation'
import { z } from 'zod'
import { readForm, refusal } from '@/app/(auth)/form'
import { acting, MODE_CHANGED } from '@/app/dashboard/acting'
import { found } from '@/app/dashboard/found'
import type { FormState } from '@/components/auth/formState'
import { requireSession, sessionActor } from '@/lib/auth/session'
import { fieldOf, linkForm, newLinkForm, toChange, toNewLink } from '@/lib/dashboard/linkForm'
import { isDomainError } from '@/lib/domain/errors'
import { idParam } from '@/lib/http/fields'
import { getApp } from '@/lib/server/app'
import { changeLink } from '@/lib/services/links/changeLink'
import { createLink } from '@/lib/services/links/createLink'
import { deleteLink } from '@/lib/services/links/deleteLink'

/** Makes a link and shows it. */
export async function makeLink(_before: FormState, data: FormData): Promise<FormState> {
  const person = await acting(data)
  const form = readForm(newLinkForm, data)
  if (!form.ok) return form.state
  if (!person) return refusal(MODE_CHANGED, data)
  let id: string
  try {
    id = (await createLink(person.app, person.actor, toNewLink(form.input))).id
  } catch (error) {
    return refused(error, data)
  }
  redirect(`/dashboard/payment-links/${id}?did=made`)
}

/** Changes a link for the sessions that begin from now on. */
export async function saveLink(_before: FormState, data: FormData): Promise<FormState> {
  const person = await acting(data)
  const form = readForm(linkForm, data)
  if (!form.ok) return form.state
  if (!person) return refusal(MODE_CHANGED, data)
  try {
    await changeLink(person.app, person.actor, form.input.id, toChange(form.input))
  } catch (error) {
    return refused(error, data)
  }
  redirect(`/dashboard/payment-links/${form.input.id}?did=saved`)
}

/** Switches a link on or off. */
export async function switchLink(data: FormData): Promise<void> {
  const session = await requireSession('/dashboard/payment-links')
  const form = z.object({ id: idParam, active: z.enum(['yes', 'no']) }).safeParse(Object.fromEntries(data))
  if (!form.success) redirect('/dashboard/payment-links')
  const { id, active } = form.data
  await found(changeLink(getApp(), sessionActor(session), id, { active: active === 'yes' }))
  redirect(`/dashboard/payment-links/${id}?did=${active === 'yes' ? 'on' : 'off'}`)
}

/** Ends a link for good, after the person has confirmed it. */
export async function endLink(data: FormData): Promise<void> {
  const session = await requireSession('/dashboard/payment-links')
  const form = z.object({ id: idParam }).safeParse(Object.fromEntries(data))
  if (!form.success) redirect('/dashboard/payment-links')
  await found(deleteLink(getApp(), sessionActor(session), form.data.id))
  redirect('/dashboard/payment-links?did=deleted')
}

function refused(error: unknown, data: FormData): FormState {
  if (!isDomainError(error)) throw error
  const text = `${error.message.replace(/^\w+: /, '')}.`
  const shown = text.charAt(0).toUpperCase() + text.slice(1)
  const field = fieldOf(error.detail.field)
  const whole = refusal(shown, data)
  return field ? { ...whole, message: null, errors: { [field]: shown } } : whole
}
