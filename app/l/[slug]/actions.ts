'use server'

import { redirect } from 'next/navigation'
import { z } from 'zod'
import { readForm, refusal } from '@/app/(auth)/form'
import type { FormState } from '@/components/auth/formState'
import { isDomainError } from '@/lib/domain/errors'
import { parseUnits } from '@/lib/domain/money'
import { isKeepable } from '@/lib/http/fields'
import { emailText } from '@/lib/http/sessions/sessionSchemas'
import { refusalText } from '@/lib/pay/linkRefusals'
import { getApp } from '@/lib/server/app'
import { visitLink } from '@/lib/services/sessions/visitLink'
import { origin, visitor } from './load'

const line = (most: number) =>
  z
    .string()
    .trim()
    .max(most, { error: `Use at most ${most} characters.` })
    .refine(isKeepable, { error: 'This has characters that cannot be kept.' })
    .transform((text) => text || null)
    .optional()

const form = z.object({
  slug: z.string().regex(/^[0-9A-Za-z_-]{1,64}$/),
  request: z.uuid(),
  amount: z
    .string()
    .trim()
    .transform((text, context) => {
      const hundredths = /^\d{1,12}([.,]\d{1,2})?$/.test(text) ? parseUnits(text.replace(',', '.'), 2) : null
      if (hundredths !== null && hundredths > 0n) return hundredths
      context.issues.push({ code: 'custom', input: text, message: 'Write an amount such as 20 or 20.50.' })
      return z.NEVER
    })
    .optional(),
  email: z
    .union([z.literal('').transform(() => null), emailText], { error: 'This is no e-mail address.' })
    .optional(),
  name: line(120),
  note: line(500),
})

/** Begins the session that a customer's form asks for, and leads to it. Sent twice it is one session. */
export async function beginSession(_before: FormState, data: FormData): Promise<FormState> {
  const read = readForm(form, data)
  if (!read.ok) return read.state
  const { slug, request, amount, email, name, note } = read.input
  const said = { email: email ?? null, name: name ?? null, note: note ?? null }
  let id: string | null
  try {
    id = await visitLink(getApp(), slug, {
      amountHundredths: amount ?? null,
      said,
      request,
      visitor: await visitor(),
      from: await origin(),
    })
  } catch (error) {
    if (!isDomainError(error)) throw error
    if (error.code === 'VALIDATION_FAILED' && error.detail.field) {
      return { ...refusal('', data), message: null, errors: { [error.detail.field]: 'This is needed.' } }
    }
    if (error.code === 'INVALID_AMOUNT') {
      return { ...refusal('', data), message: null, errors: { amount: refusalText(error) } }
    }
    return refusal(refusalText(error), data)
  }
  if (id === null) return refusal(refusalText(null), data)
  redirect(`/checkout/${id}`)
}
