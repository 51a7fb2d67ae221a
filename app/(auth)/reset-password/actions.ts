'use server'

import { redirect } from 'next/navigation'
import { afterwards } from '@/app/(auth)/afterwards'
import { originOfRequest, rememberDevice } from '@/app/(auth)/client'
import { busyOr, readForm, refusal } from '@/app/(auth)/form'
import { endSession } from '@/app/(auth)/sessionCookie'
import type { FormState } from '@/components/auth/formState'
import { getApp } from '@/lib/server/app'
import { resetInput } from '@/lib/services/users/input'
import { resetPassword } from '@/lib/services/users/resetPassword'

/** Sets the new password. Who could read the mail is the owner: strangers' wrong guesses do not count against this browser. */
export async function chooseNewPassword(_before: FormState, data: FormData): Promise<FormState> {
  const form = readForm(resetInput, data)
  if (!form.ok) return form.state
  let email: string | null
  try {
    email = await resetPassword(getApp(), form.input, await originOfRequest())
  } catch (error) {
    return busyOr(error, data)
  }
  if (email === null) return refusal('This link does not work any more. Ask for another one.', data)
  await rememberDevice(email)
  await endSession()
  afterwards()
  redirect('/login?password=changed')
}
