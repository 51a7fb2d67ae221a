'use server'

import { redirect } from 'next/navigation'
import { z } from 'zod'
import { readForm, refusal } from '@/app/(auth)/form'
import { found } from '@/app/dashboard/found'
import type { FormState } from '@/components/auth/formState'
import { requireSession, sessionActor } from '@/lib/auth/session'
import { refundFieldOf, refundForm, toRefundInput } from '@/lib/dashboard/refunds'
import { isDomainError } from '@/lib/domain/errors'
import { idParam, text } from '@/lib/http/fields'
import { getApp } from '@/lib/server/app'
import { completeInvoice } from '@/lib/services/invoices/completeInvoice'
import { cancelRefund } from '@/lib/services/refunds/cancelRefund'
import { prepareRefund } from '@/lib/services/refunds/prepareRefund'
import { playTest } from '@/lib/services/testmode/playTest'

const HOME = '/dashboard/invoices'
const row = z.object({ id: idParam, refund: idParam })
const completeForm = z.object({ id: idParam, reason: text(1, 500) })

/** Prepares a refund; the page then shows what to sign. */
export async function prepare(_before: FormState, data: FormData): Promise<FormState> {
  const session = await requireSession(HOME)
  const form = readForm(refundForm, data)
  if (!form.ok) return form.state
  try {
    await found(prepareRefund(getApp(), sessionActor(session), form.input.id, toRefundInput(form.input)))
  } catch (error) {
    if (!isDomainError(error)) throw error
    const said = `${error.message.replace(/^to: /, 'It ')}.`
    const refused = refusal(said, data)
    const field = refundFieldOf(error.detail.field)
    return field ? { ...refused, message: null, errors: { [field]: said } } : refused
  }
  redirect(`${HOME}/${form.input.id}?did=refund-prepared#refunds`)
}

/** Calls a prepared refund off. */
export async function callOff(data: FormData): Promise<void> {
  const session = await requireSession(HOME)
  const parsed = row.safeParse(Object.fromEntries(data))
  if (!parsed.success) redirect(HOME)
  const { id, refund } = parsed.data
  const outcome = await tried('REFUND_NOT_OPEN', () =>
    found(cancelRefund(getApp(), sessionActor(session), id, refund)),
  )
  redirect(`${HOME}/${id}?did=${outcome ? 'refund-cancelled' : 'too-late'}#refunds`)
}

/** On a test invoice: the transfer that the wallet would send. */
export async function playTransfer(data: FormData): Promise<void> {
  const session = await requireSession(HOME)
  const parsed = row.safeParse(Object.fromEntries(data))
  if (!parsed.success) redirect(HOME)
  const { id, refund } = parsed.data
  const steps = [{ type: 'refund', refund } as const, { type: 'wait', until: 'confirmed' } as const]
  const outcome = await tried('VALIDATION_FAILED', () =>
    found(playTest(getApp(), sessionActor(session), id, steps)),
  )
  redirect(`${HOME}/${id}?did=${outcome ? 'refund-played' : 'too-late'}#refunds`)
}

/** Takes what arrived for the whole, after the person has said why. */
export async function complete(data: FormData): Promise<void> {
  const session = await requireSession(HOME)
  const parsed = completeForm.safeParse(Object.fromEntries(data))
  if (!parsed.success) {
    const asked = idParam.safeParse(data.get('id')).data
    redirect(asked ? `${HOME}/${asked}?confirm=complete` : HOME)
  }
  const { id, reason } = parsed.data
  const outcome = await tried('INVOICE_NOT_COMPLETABLE', () =>
    found(completeInvoice(getApp(), sessionActor(session), id, { reason, payments: null })),
  )
  redirect(`${HOME}/${id}?did=${outcome ? 'completed' : 'too-late'}`)
}

/** False where the invoice has moved on meanwhile. */
async function tried(refused: string, work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work()
    return true
  } catch (error) {
    if (isDomainError(error) && error.code === refused) return false
    throw error
  }
}
