'use server'

import { redirect } from 'next/navigation'
import { z } from 'zod'
import { isDomainError } from '@/lib/domain/errors'
import { idParam } from '@/lib/http/fields'
import { pagePath } from '@/lib/pay/pagePath'
import { getApp } from '@/lib/server/app'
import { playPublicTest } from '@/lib/services/testmode/playTest'
import { TEST_PAYMENT_KINDS } from '@/lib/services/testmode/steps'

const form = z.object({ invoice: idParam, kind: z.enum(TEST_PAYMENT_KINDS), page: pagePath.nullable() })

/**
 * A button of the panel on a test invoice's page. Whoever has the link may press it, as often as a lane takes; a live invoice is not
 * found. The page that follows shows what the invoice is now, or why nothing happened.
 */
export async function playTestPayment(data: FormData): Promise<void> {
  const parsed = form.safeParse({
    invoice: data.get('invoice'),
    kind: data.get('kind'),
    page: data.get('page'),
  })
  if (!parsed.success) redirect('/')
  const { invoice, kind, page } = parsed.data
  const back = page ?? `/pay/${invoice}`
  try {
    await playPublicTest(getApp(), invoice, kind)
  } catch (error) {
    if (!isDomainError(error)) throw error
    redirect(`${back}?test=${REASONS[error.code] ?? 'refused'}`)
  }
  redirect(back)
}

const REASONS: Partial<Record<string, string>> = { TEST_INVOICE_BUSY: 'busy', TEST_INVOICE_FULL: 'full' }
