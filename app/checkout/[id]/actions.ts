'use server'

import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { isDomainError } from '@/lib/domain/errors'
import { idParam } from '@/lib/http/fields'
import { pagePath } from '@/lib/pay/pagePath'
import { getApp } from '@/lib/server/app'
import { clientOfPage } from '@/lib/server/client'
import { checkNow } from '@/lib/services/invoices/checkNow'

const form = z.object({ invoice: idParam, page: pagePath })

/** Looks at the chain at once. Whoever has the link may ask, now and then; the page that follows shows what the invoice is now. */
export async function checkPayment(data: FormData): Promise<void> {
  const parsed = form.safeParse({ invoice: data.get('invoice'), page: data.get('page') })
  if (!parsed.success) redirect('/')
  const { invoice, page } = parsed.data
  const app = getApp()
  const from = clientOfPage(await headers(), app.env.trustedProxies)
  let looked: boolean
  try {
    looked = await checkNow(app, invoice, from)
  } catch (error) {
    if (!isDomainError(error)) throw error
    redirect('/')
  }
  redirect(`${page}?check=${looked ? 'done' : 'often'}`)
}
