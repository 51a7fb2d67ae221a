'use server'

import { redirect } from 'next/navigation'
import { clientOf, rememberDevice } from '@/app/(auth)/client'
import { BUSY, readForm, refusal, TOO_MANY } from '@/app/(auth)/form'
import { beginSession } from '@/app/(auth)/sessionCookie'
import type { FormState } from '@/components/auth/formState'
import { returnPath } from '@/lib/auth/returnPath'
import { getApp } from '@/lib/server/app'
import { credentialsInput } from '@/lib/services/users/input'
import { signIn } from '@/lib/services/users/signIn'

const REFUSALS = {
  refused: 'The e-mail address or the password is not right.',
  wait: `${TOO_MANY} Or choose a new password by mail.`,
  busy: BUSY,
}

/** Signs in and goes on to where the person wanted to be. */
export async function signInWithPassword(_before: FormState, data: FormData): Promise<FormState> {
  const form = readForm(credentialsInput, data)
  if (!form.ok) return form.state
  const { email } = form.input
  const result = await signIn(getApp(), form.input, await clientOf(email))
  if (result.kind !== 'signed_in') return refusal(REFUSALS[result.kind], data)
  await beginSession(result.claims)
  await rememberDevice(email)
  redirect(returnPath(data.get('callbackUrl')))
}
