'use server'

import { redirect } from 'next/navigation'
import { z } from 'zod'
import { found } from '@/app/dashboard/found'
import { requireSession, sessionActor } from '@/lib/auth/session'
import { idParam } from '@/lib/http/fields'
import { getApp } from '@/lib/server/app'
import { eraseCustomer } from '@/lib/services/customers/eraseCustomer'

const form = z.object({ id: idParam })

/** Forgets who a customer is, after the person has confirmed it (L7). */
export async function erase(data: FormData): Promise<void> {
  const session = await requireSession('/dashboard/customers')
  const parsed = form.safeParse(Object.fromEntries(data))
  if (!parsed.success) redirect('/dashboard/customers')
  await found(eraseCustomer(getApp(), sessionActor(session), parsed.data.id))
  redirect(`/dashboard/customers/${parsed.data.id}?did=erased`)
}
