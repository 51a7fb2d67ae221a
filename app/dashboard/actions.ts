'use server'

import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { sectionOf } from '@/lib/dashboard/navigation'
import { modeCookie, requireSession } from '@/lib/auth/session'
import { getApp } from '@/lib/server/app'

const YEAR_S = 365 * 24 * 60 * 60
const form = z.object({ mode: z.enum(['live', 'test']), back: z.string().max(200).catch('/dashboard') })

/** Shows the other mode from now on. A page of one mode's rows is left for the list that it belongs to. */
export async function switchMode(data: FormData): Promise<void> {
  const session = await requireSession('/dashboard')
  const parsed = form.safeParse(Object.fromEntries(data))
  if (!parsed.success) redirect('/dashboard')
  const { mode, back } = parsed.data
  if (mode === 'live' && !session.mayGoLive) redirect('/dashboard?live=refused')
  const { name, options } = modeCookie(getApp().env.publicUrl)
  ;(await cookies()).set(name, mode, { ...options, maxAge: YEAR_S })
  redirect(sectionOf(back))
}
