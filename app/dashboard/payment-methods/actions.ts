'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { done, readForm, refusal } from '@/app/(auth)/form'
import { acting, MODE_CHANGED } from '@/app/dashboard/acting'
import { found } from '@/app/dashboard/found'
import type { FormState } from '@/components/auth/formState'
import { requireSession, sessionActor } from '@/lib/auth/session'
import { isDomainError } from '@/lib/domain/errors'
import { idParam, isKeepable } from '@/lib/http/fields'
import { getApp } from '@/lib/server/app'
import { declareWallet } from '@/lib/services/wallets/declareWallet'
import { forgetWallet } from '@/lib/services/wallets/forgetWallet'

const HOME = '/dashboard/payment-methods'
const walletForm = z.object({
  address: z.string().trim().min(1, { error: 'Enter the address of your wallet.' }).max(100),
  label: z
    .string()
    .trim()
    .max(100, { error: 'Use at most 100 characters.' })
    .refine(isKeepable, { error: 'This has characters that cannot be kept.' }),
})

/** Declares a wallet of the merchant's, for the mode that the page shows. */
export async function declare(_before: FormState, data: FormData): Promise<FormState> {
  const person = await acting(data)
  const form = readForm(walletForm, data)
  if (!form.ok) return form.state
  if (!person) return refusal(MODE_CHANGED, data)
  const { address, label } = form.input
  try {
    await found(declareWallet(person.app, person.actor, { address, label: label || null }))
  } catch (error) {
    if (!isDomainError(error)) throw error
    const said = `${error.message.replace(/^address: /, 'It ')}.`
    return { ...refusal(said, data), message: null, errors: { address: said } }
  }
  revalidatePath(HOME)
  return done('Refunds from this wallet count from now on.')
}

/** Declares a wallet no longer. */
export async function forget(data: FormData): Promise<void> {
  const session = await requireSession(HOME)
  const parsed = z.object({ id: idParam }).safeParse(Object.fromEntries(data))
  if (!parsed.success) redirect(HOME)
  await found(forgetWallet(getApp(), sessionActor(session), parsed.data.id))
  redirect(HOME)
}
