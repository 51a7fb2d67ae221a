'use server'

import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { isDomainError } from '@/lib/domain/errors'
import { idParam } from '@/lib/http/fields'
import { pagePath } from '@/lib/pay/pagePath'
import { getApp } from '@/lib/server/app'
import { clientOfPage } from '@/lib/server/client'
import { claimPayment } from '@/lib/services/claims/claimPayment'

const form = z.object({
  invoice: idParam,
  page: pagePath,
  network: z.string().max(40),
  hash: z.string().max(80),
})

/** Has a transaction looked for. The page that follows says that it is, and the same whatever is found (F3). */
export async function claimTransaction(data: FormData): Promise<void> {
  const parsed = form.safeParse(
    Object.fromEntries(['invoice', 'page', 'network', 'hash'].map((name) => [name, data.get(name)])),
  )
  if (!parsed.success) redirect('/')
  const { invoice, page, network, hash } = parsed.data
  const app = getApp()
  const from = clientOfPage(await headers(), app.env.trustedProxies)
  let said: string
  try {
    said = await claimPayment(app, invoice, { network, txHash: hash }, from)
  } catch (error) {
    if (!isDomainError(error)) throw error
    redirect('/')
  }
  redirect(`${page}?claim=${said}`)
}
