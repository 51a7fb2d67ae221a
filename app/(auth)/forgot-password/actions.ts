'use server'

import { afterwards } from '@/app/(auth)/afterwards'
import { clientOf, originOfRequest } from '@/app/(auth)/client'
import { done, readForm, refusal, TOO_MANY } from '@/app/(auth)/form'
import type { FormState } from '@/components/auth/formState'
import { getApp } from '@/lib/server/app'
import { emailInput } from '@/lib/services/users/input'
import { mailReset, mayAskForReset } from '@/lib/services/users/resetPassword'

/** Mails a link, if there is an account; the answer is the same if there is none. */
export async function askForNewPassword(_before: FormState, data: FormData): Promise<FormState> {
  const form = readForm(emailInput, data)
  if (!form.ok) return form.state
  const { email } = form.input
  if (!(await mayAskForReset(getApp(), await clientOf(email)))) return refusal(TOO_MANY, data)
  const origin = await originOfRequest()
  afterwards((app) => mailReset(app, email, origin))
  return done(`If ${email} has an account here, a mail is on its way. The link in it works for one hour.`)
}
