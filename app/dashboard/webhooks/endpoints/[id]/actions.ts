'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { readForm, refusal } from '@/app/(auth)/form'
import { acting, MODE_CHANGED } from '@/app/dashboard/acting'
import { found } from '@/app/dashboard/found'
import type { FormState } from '@/components/auth/formState'
import type { SecretState } from '@/components/dashboard/secretState'
import { requireSession, sessionActor } from '@/lib/auth/session'
import { endpointForm, secretForm, toEndpointEdit } from '@/lib/dashboard/endpointForm'
import { testText } from '@/lib/dashboard/endpoints'
import { isDomainError } from '@/lib/domain/errors'
import { idParam } from '@/lib/http/fields'
import { getApp } from '@/lib/server/app'
import { runEndpointTest } from '@/lib/server/testEndpoint'
import { changeEndpoint } from '@/lib/services/webhooks/changeEndpoint'
import { deleteEndpoint } from '@/lib/services/webhooks/deleteEndpoint'
import { getEndpoint } from '@/lib/services/webhooks/getEndpoint'
import { rotateSecret } from '@/lib/services/webhooks/rotateSecret'
import { admit } from '@/lib/services/throttle/admit'

const LIST = '/dashboard/webhooks'
const pathOf = (id: string) => `${LIST}/endpoints/${id}`
const one = z.object({ id: idParam })

/** Sends a made-up event now; the page says what the receiver answered. So many a minute, for it is somebody's server. */
export async function sendTest(_before: FormState, data: FormData): Promise<FormState> {
  const person = await acting(data)
  const form = readForm(one, data)
  if (!form.ok) return form.state
  if (!person) return refusal(MODE_CHANGED, data)
  const { app, actor } = person
  const limit = { what: 'webhook.test', who: actor.merchantId, limit: 20, withinMs: 60_000 }
  if (!(await admit(app, [limit])).admitted) {
    return refusal('That was very often. Wait a minute, then send it again.', data)
  }
  const message = testText(await found(runEndpointTest(app, app, actor, form.input.id)))
  return { errors: {}, message, values: {} }
}

/** Makes a new secret and shows it in this answer alone. */
export async function replaceSecret(_before: SecretState, data: FormData): Promise<SecretState> {
  const person = await acting(data)
  const form = readForm(secretForm, data)
  if (!form.ok) return { ...form.state, secret: null }
  if (!person) return { ...refusal(MODE_CHANGED, data), secret: null }
  const { id, overlap } = form.input
  const input = { secret: null, overlapSeconds: overlap }
  const { madeSecret } = await found(rotateSecret(person.app, person.actor, id, input))
  revalidatePath(pathOf(id))
  return { errors: {}, message: null, values: {}, secret: madeSecret }
}

/** Changes where it is, what it is told of, and how. */
export async function saveEndpoint(_before: FormState, sent: FormData): Promise<FormState> {
  const person = await acting(sent)
  const data = inOne(sent)
  const form = readForm(endpointForm, data)
  if (!form.ok) return form.state
  if (!person) return refusal(MODE_CHANGED, data)
  const { app, actor } = person
  const { id } = form.input
  const { endpoint } = await found(getEndpoint(app, actor, id))
  const edit = toEndpointEdit(form.input, endpoint.dialect)
  if ('problem' in edit) return { ...refusal('', data), message: null, errors: { events: edit.problem } }
  try {
    await found(changeEndpoint(app, actor, id, edit))
  } catch (error) {
    if (!isDomainError(error)) throw error
    const text = error.message.replace(/^\w+: /, '')
    const field = { url: 'url', custom_headers: 'headers' }[error.detail.field ?? '']
    if (!field) return refusal(`${error.message}.`, data)
    const said = field === 'url' ? `This address cannot be told: ${text}.` : `${text}: write it again.`
    return { ...refusal('', data), message: null, errors: { [field]: said } }
  }
  redirect(`${pathOf(id)}?did=saved`)
}

/** Switches it on or off. */
export async function switchEndpoint(data: FormData): Promise<void> {
  const session = await requireSession(LIST)
  const form = one.extend({ on: z.enum(['yes', 'no']) }).safeParse(Object.fromEntries(data))
  if (!form.success) redirect(LIST)
  const { id, on } = form.data
  await found(changeEndpoint(getApp(), sessionActor(session), id, { enabled: on === 'yes' }))
  redirect(`${pathOf(id)}?did=${on === 'yes' ? 'on' : 'off'}`)
}

/** Takes it away for good, after the person has confirmed it. */
export async function endEndpoint(data: FormData): Promise<void> {
  const session = await requireSession(LIST)
  const form = one.safeParse(Object.fromEntries(data))
  if (!form.success) redirect(LIST)
  await found(deleteEndpoint(getApp(), sessionActor(session), form.data.id))
  redirect(`${LIST}?did=deleted`)
}

/** The form with the events that were ticked in one field. */
function inOne(sent: FormData): FormData {
  const data = new FormData()
  for (const [name, value] of sent) data.set(name, value)
  const events = sent.getAll('events').filter((one) => typeof one === 'string')
  data.set('events', events.join(' '))
  return data
}
