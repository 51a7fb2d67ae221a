'use server'

import { redirect } from 'next/navigation'
import { afterwards } from '@/app/(auth)/afterwards'
import { busyOr, done, readForm, refusal, TOO_MANY } from '@/app/(auth)/form'
import { beginSession, endSession } from '@/app/(auth)/sessionCookie'
import type { FormState } from '@/components/auth/formState'
import { requireSession } from '@/lib/auth/session'
import { getApp } from '@/lib/server/app'
import { changePassword, signOutEverywhere, type ChangeResult } from '@/lib/services/users/changePassword'
import { changePasswordInput } from '@/lib/services/users/input'
import { askForVerification } from '@/lib/services/users/verifyEmail'

/** Sets another password for who knows the present one; this browser's session goes on. */
export async function setNewPassword(_before: FormState, data: FormData): Promise<FormState> {
  const session = await requireSession('/account')
  const form = readForm(changePasswordInput, data)
  if (!form.ok) return form.state
  let result: ChangeResult
  try {
    result = await changePassword(getApp(), session.userId, form.input, session)
  } catch (error) {
    return busyOr(error, data)
  }
  if (result.kind === 'wait') return refusal(TOO_MANY, data)
  if (result.kind === 'refused') {
    return { ...refusal('', data), message: null, errors: { currentPassword: 'This is not your password.' } }
  }
  await beginSession(result.claims)
  afterwards()
  return done('Your password is changed. Every other session has ended.')
}

/** Mails another link to confirm the address. */
export async function sendVerification(): Promise<void> {
  const { userId } = await requireSession('/account')
  afterwards((app) => askForVerification(app, userId))
  redirect('/account?sent=1')
}

/** Ends every session, this one too. */
export async function leaveEverywhere(): Promise<void> {
  const session = await requireSession('/account')
  await signOutEverywhere(getApp(), session.userId, session)
  await endSession()
  redirect('/login')
}
