'use server'

import { redirect } from 'next/navigation'
import { z } from 'zod'
import { found } from '@/app/dashboard/found'
import { isDomainError } from '@/lib/domain/errors'
import { requireSession, sessionActor } from '@/lib/auth/session'
import { idParam, text } from '@/lib/http/fields'
import { getApp } from '@/lib/server/app'
import { cancelInvoice } from '@/lib/services/invoices/cancelInvoice'

const form = z.object({ id: idParam, reason: text(0, 500).optional(), refund: z.literal('all').optional() })

/** Cancels an invoice after the person has confirmed it; the page says what came of it. */
export async function cancel(data: FormData): Promise<void> {
  const session = await requireSession('/dashboard/invoices')
  const parsed = form.safeParse(Object.fromEntries(data))
  if (!parsed.success) redirect('/dashboard/invoices')
  const { id, reason, refund } = parsed.data
  redirect(`/dashboard/invoices/${id}?did=${await found(outcome())}`)

  async function outcome(): Promise<string> {
    try {
      await cancelInvoice(getApp(), sessionActor(session), id, {
        reason: reason?.trim() || null,
        refundAll: refund === 'all',
      })
      return 'cancelled'
    } catch (error) {
      if (isDomainError(error) && error.code === 'INVOICE_NOT_CANCELLABLE') return 'too-late'
      throw error
    }
  }
}
