'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { readForm, refusal } from '@/app/(auth)/form'
import { acting, MODE_CHANGED } from '@/app/dashboard/acting'
import { found } from '@/app/dashboard/found'
import type { SecretState } from '@/components/dashboard/secretState'
import { createKeyHasher } from '@/lib/auth/keyHasher'
import { requireSession, sessionActor } from '@/lib/auth/session'
import { newKeyForm, toKeyInput } from '@/lib/dashboard/apiKeys'
import { isDomainError } from '@/lib/domain/errors'
import { idParam } from '@/lib/http/fields'
import { getApp } from '@/lib/server/app'
import { createApiKey } from '@/lib/services/apiKeys/createApiKey'
import { revokeApiKey } from '@/lib/services/apiKeys/revokeApiKey'

/** Makes a key of the mode that the page shows. */
export async function makeKey(_before: SecretState, data: FormData): Promise<SecretState> {
  const person = await acting(data)
  const form = readForm(newKeyForm, data)
  if (!form.ok) return { ...form.state, secret: null }
  if (!person) return { ...refusal(MODE_CHANGED, data), secret: null }
  const { app, actor } = person
  const input = { ...toKeyInput(form.input, app.clock.now()), mode: actor.mode }
  try {
    const { key } = await createApiKey(app, actor, input, createKeyHasher(app.env.apiKeyPeppers))
    revalidatePath('/dashboard/api-keys')
    return { errors: {}, message: null, values: {}, secret: key }
  } catch (error) {
    if (!isDomainError(error)) throw error
    return { ...refusal(`${error.message}.`, data), secret: null }
  }
}

/** Ends a key for good, after the person has confirmed it. */
export async function revokeKey(data: FormData): Promise<void> {
  const session = await requireSession('/dashboard/api-keys')
  const parsed = z.object({ id: idParam }).safeParse(Object.fromEntries(data))
  if (!parsed.success) redirect('/dashboard/api-keys')
  await found(revokeApiKey(getApp(), sessionActor(session), parsed.data.id))
  redirect('/dashboard/api-keys?did=revoked')
}
