'use server'

import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { done, readForm, refusal } from '@/app/(auth)/form'
import { acting, MODE_CHANGED } from '@/app/dashboard/acting'
import { found } from '@/app/dashboard/found'
import type { FormState } from '@/components/auth/formState'
import { isDomainError } from '@/lib/domain/errors'
import { addToken } from '@/lib/services/tokens/addToken'

const tokenForm = z.object({
  network: z.string().min(1, { error: 'Choose a network.' }).max(40),
  address: z.string().trim().min(1, { error: 'Enter the address of the token.' }).max(100),
})

/** Takes a token by its address, once it was looked at on chain. */
export async function takeToken(_before: FormState, data: FormData): Promise<FormState> {
  const person = await acting(data)
  const form = readForm(tokenForm, data)
  if (!form.ok) return form.state
  if (!person) return refusal(MODE_CHANGED, data)
  try {
    const method = await found(addToken(person.app, person.actor, form.input))
    revalidatePath('/dashboard/payment-methods')
    return done(`New invoices can be paid in ${method.token}.`)
  } catch (error) {
    if (!isDomainError(error)) throw error
    const name = error.detail.field === 'network' ? 'network' : 'address'
    return { ...refusal('', data), message: null, errors: { [name]: `${error.message}.` } }
  }
}
