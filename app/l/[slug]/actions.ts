'use server'

import { redirect } from 'next/navigation'
import { z } from 'zod'
import { readForm, refusal } from '@/app/(auth)/form'
import { pageLocale } from '@/app/pageLocale'
import type { FormState } from '@/components/auth/formState'
import { isDomainError } from '@/lib/domain/errors'
import { parseUnits } from '@/lib/domain/money'
import { isKeepable } from '@/lib/http/fields'
import { emailText } from '@/lib/http/sessions/sessionSchemas'
import { translator, type Translator } from '@/lib/i18n/translator'
import { refusalText } from '@/lib/pay/linkRefusals'
import { getApp } from '@/lib/server/app'
import { visitLink } from '@/lib/services/sessions/visitLink'
import { origin, visitor } from './load'

const line = (most: number, t: Translator<'link'>) =>
  z
    .string()
    .trim()
    .max(most, { error: t('wrong.long', { most }) })
    .refine(isKeepable, { error: t('wrong.characters') })
    .transform((text) => text || null)
    .optional()

const formIn = (t: Translator<'link'>) =>
  z.object({
    slug: z.string().regex(/^[0-9A-Za-z_-]{1,64}$/),
    request: z.uuid(),
    amount: z
      .string()
      .trim()
      .transform((text, context) => {
        const hundredths = /^\d{1,12}([.,]\d{1,2})?$/.test(text)
          ? parseUnits(text.replace(',', '.'), 2)
          : null
        if (hundredths !== null && hundredths > 0n) return hundredths
        context.issues.push({ code: 'custom', input: text, message: t('wrong.amount') })
        return z.NEVER
      })
      .optional(),
    email: z.union([z.literal('').transform(() => null), emailText], { error: t('wrong.email') }).optional(),
    name: line(120, t),
    note: line(500, t),
  })

/** Begins the session that a customer's form asks for, and leads to it. Sent twice it is one session. */
export async function beginSession(_before: FormState, data: FormData): Promise<FormState> {
  const locale = await pageLocale()
  const t = translator(locale, 'link')
  const read = readForm(formIn(t), data)
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
      return { ...refusal('', data), message: null, errors: { [error.detail.field]: t('wrong.needed') } }
    }
    if (error.code === 'INVALID_AMOUNT') {
      return { ...refusal('', data), message: null, errors: { amount: refusalText(error, locale) } }
    }
    return refusal(refusalText(error, locale), data)
  }
  if (id === null) return refusal(refusalText(null, locale), data)
  redirect(`/checkout/${id}`)
}
