'use server'

import { notFound } from 'next/navigation'
import { afterwards } from '@/app/(auth)/afterwards'
import { clientOf } from '@/app/(auth)/client'
import { busyOr, done, readForm, refusal, TOO_MANY } from '@/app/(auth)/form'
import type { FormState } from '@/components/auth/formState'
import { getApp } from '@/lib/server/app'
import { registerInput } from '@/lib/services/users/input'
import { register } from '@/lib/services/users/register'

/** Makes a merchant and its owner, where the operator lets strangers do so. */
export async function createAccount(_before: FormState, data: FormData): Promise<FormState> {
  const app = getApp()
  if (app.env.registration !== 'open') notFound()
  const form = readForm(registerInput, data)
  if (!form.ok) return form.state
  const { email } = form.input
  try {
    if (!(await register(app, form.input, await clientOf(email)))) return refusal(TOO_MANY, data)
  } catch (error) {
    return busyOr(error, data)
  }
  afterwards()
  return done(`Check your mail: we have written to ${email} how to go on. The link in it works for 24 hours.`)
}
