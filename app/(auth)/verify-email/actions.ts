'use server'

import { originOfRequest } from '@/app/(auth)/client'
import { done, readForm, refusal } from '@/app/(auth)/form'
import type { FormState } from '@/components/auth/formState'
import { getApp } from '@/lib/server/app'
import { tokenInput } from '@/lib/services/users/input'
import { verifyEmail } from '@/lib/services/users/verifyEmail'

/** Uses the link up; to open its page alone does not. */
export async function confirmEmail(_before: FormState, data: FormData): Promise<FormState> {
  const form = readForm(tokenInput, data)
  if (!form.ok || !(await verifyEmail(getApp(), form.input.token, await originOfRequest()))) {
    return refusal('This link does not work any more. Sign in to ask for another one.', data)
  }
  return done('Your e-mail address is confirmed. You can use live mode now.')
}
