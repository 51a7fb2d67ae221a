'use server'

import { redirect } from 'next/navigation'
import { z } from 'zod'
import { isDomainError } from '@/lib/domain/errors'
import { idParam } from '@/lib/http/fields'
import { getApp } from '@/lib/server/app'
import { requote } from '@/lib/services/invoices/requote'
import { CUSTOMER } from '@/lib/services/testmode/playTest'

const form = z.object({ invoice: idParam })

/**
 * A customer asks for a new quote. Whoever has the link may, as often as the merchant allows. The page that follows shows what
 * the invoice is now, and that there was no quote where it still has none.
 */
export async function getNewQuote(data: FormData): Promise<void> {
  const parsed = form.safeParse(Object.fromEntries(data))
  if (!parsed.success) redirect('/')
  const { invoice } = parsed.data
  try {
    await requote(getApp(), CUSTOMER, invoice)
  } catch (error) {
    if (!isDomainError(error)) throw error
    redirect(`/pay/${invoice}?quote=refused`)
  }
  redirect(`/pay/${invoice}`)
}
