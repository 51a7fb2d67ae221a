'use server'

import { redirect } from 'next/navigation'
import type { FormState } from '@/components/auth/formState'
import { readForm, refusal } from '@/app/(auth)/form'
import { beginSession } from '@/app/(auth)/sessionCookie'
import { returnPath } from '@/lib/auth/returnPath'
import { getApp } from '@/lib/server/app'
import { credentialsInput } from '@/lib/services/users/input'
import { signIn } from '@/lib/services/users/signIn'

/** Signs in and goes on to where the person wanted to be. */
export async function signInWithPassword(_before: FormState, data: FormData): Promise<FormState> {
  const form = readForm(credentialsInput, data)
  if (!form.ok) return form.state
  const result = await signIn(getApp(), form.input)
  if (result.kind === 'refused') {
    return refusal('The e-mail address or the password is not right.', { email: form.input.email })
  }
  await beginSession(result.claims)
  redirect(returnPath(data.get('callbackUrl')))
}
