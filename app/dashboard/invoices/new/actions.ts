'use server'

import { redirect } from 'next/navigation'
import { readForm, refusal } from '@/app/(auth)/form'
import { acting, MODE_CHANGED } from '@/app/dashboard/acting'
import type { FormState } from '@/components/auth/formState'
import { fieldOf, newInvoiceForm, toInvoiceInput } from '@/lib/dashboard/newInvoice'
import { isDomainError } from '@/lib/domain/errors'
import { createInvoiceOnce } from '@/lib/services/invoices/createInvoiceOnce'

/** Makes an invoice and shows it with its link. */
export async function makeInvoice(_before: FormState, data: FormData): Promise<FormState> {
  const actor = await acting(data)
  const form = readForm(newInvoiceForm, data)
  if (!form.ok) return form.state
  if (!actor) return refusal(MODE_CHANGED, data)
  let id: string
  try {
    id = await createInvoiceOnce(actor.app, actor.actor, form.input.request, toInvoiceInput(form.input))
  } catch (error) {
    if (!isDomainError(error)) throw error
    const refused = refusal(`${error.message}.`, data)
    const field = fieldOf(error.detail.field)
    return field ? { ...refused, message: null, errors: { [field]: `${error.message}.` } } : refused
  }
  redirect(`/dashboard/invoices/${id}?did=made`)
}
