'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { readForm, refusal } from '@/app/(auth)/form'
import { acting, MODE_CHANGED } from '@/app/dashboard/acting'
import { found } from '@/app/dashboard/found'
import type { SecretState } from '@/components/dashboard/secretState'
import { requireSession, sessionActor } from '@/lib/auth/session'
import { newEndpointForm, toEndpointInput } from '@/lib/dashboard/endpointForm'
import { isDomainError } from '@/lib/domain/errors'
import { idParam } from '@/lib/http/fields'
import { getApp } from '@/lib/server/app'
import { changeEndpoint } from '@/lib/services/webhooks/changeEndpoint'
import { createEndpoint } from '@/lib/services/webhooks/createEndpoint'
import { resendDelivery } from '@/lib/services/webhooks/resendDelivery'

/** Adds an endpoint of the mode that the page shows. */
export async function addEndpoint(_before: SecretState, data: FormData): Promise<SecretState> {
  const person = await acting(data)
  const form = readForm(newEndpointForm, data)
  if (!form.ok) return { ...form.state, secret: null }
  if (!person) return { ...refusal(MODE_CHANGED, data), secret: null }
  try {
    const { madeSecret } = await createEndpoint(person.app, person.actor, toEndpointInput(form.input))
    revalidatePath('/dashboard/webhooks')
    return { errors: {}, message: null, values: {}, secret: madeSecret }
  } catch (error) {
    if (!isDomainError(error)) throw error
    const refused = { ...refusal(`${error.message}.`, data), secret: null }
    if (error.detail.field !== 'url') return refused
    return {
      ...refused,
      message: null,
      errors: { url: `This address cannot be told: ${error.message.replace(/^url: /, '')}.` },
    }
  }
}

/** Enables an endpoint again, whoever disabled it. */
export async function enableEndpoint(data: FormData): Promise<void> {
  const session = await requireSession('/dashboard/webhooks')
  const parsed = z.object({ id: idParam }).safeParse(Object.fromEntries(data))
  if (!parsed.success) redirect('/dashboard/webhooks')
  await found(changeEndpoint(getApp(), sessionActor(session), parsed.data.id, { enabled: true }))
  redirect('/dashboard/webhooks?did=enabled')
}

/** Sends a delivery again; its page shows what comes of it. */
export async function resend(data: FormData): Promise<void> {
  const session = await requireSession('/dashboard/webhooks')
  const parsed = z.object({ id: idParam }).safeParse(Object.fromEntries(data))
  if (!parsed.success) redirect('/dashboard/webhooks')
  const { id } = parsed.data
  redirect(`/dashboard/webhooks/deliveries/${id}?did=${await found(outcome())}`)

  async function outcome(): Promise<string> {
    try {
      await resendDelivery(getApp(), sessionActor(session), id)
      return 'resent'
    } catch (error) {
      if (isDomainError(error) && error.code === 'WEBHOOK_ENDPOINT_DISABLED') return 'disabled'
      throw error
    }
  }
}
