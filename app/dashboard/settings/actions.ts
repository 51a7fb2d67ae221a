'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { refusal, done } from '@/app/(auth)/form'
import { found } from '@/app/dashboard/found'
import type { FormState } from '@/components/auth/formState'
import { requireSession, sessionActor } from '@/lib/auth/session'
import { isDomainError } from '@/lib/domain/errors'
import { getApp } from '@/lib/server/app'
import { removeLogo } from '@/lib/services/merchants/removeLogo'
import { MAX_LOGO_BYTES, setLogo } from '@/lib/services/merchants/setLogo'

/** Makes the chosen file the logo. */
export async function uploadLogo(_before: FormState, data: FormData): Promise<FormState> {
  const session = await requireSession('/dashboard/settings')
  const file = data.get('logo')
  if (!(file instanceof File) || file.size === 0) return wrong('Choose a PNG or JPEG first.')
  if (file.size > MAX_LOGO_BYTES) return wrong(`The image is larger than ${MAX_LOGO_BYTES / 1024} KiB.`)
  try {
    await setLogo(getApp(), sessionActor(session), new Uint8Array(await file.arrayBuffer()))
  } catch (error) {
    if (!isDomainError(error)) throw error
    return error.code === 'VALIDATION_FAILED'
      ? wrong(`${error.message}.`)
      : refusal(`${error.message}.`, data)
  }
  revalidatePath('/dashboard/settings')
  return done('This is your logo from now on.')
}

/** Leaves the merchant without one. */
export async function dropLogo(): Promise<void> {
  const session = await requireSession('/dashboard/settings')
  try {
    await removeLogo(getApp(), sessionActor(session))
  } catch (error) {
    // Gone already, from another window.
    if (!isDomainError(error) || error.code !== 'NOT_FOUND') await found(Promise.reject(error))
  }
  redirect('/dashboard/settings')
}

function wrong(text: string): FormState {
  return { errors: { logo: text }, message: null, values: {} }
}
