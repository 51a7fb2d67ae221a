'use server'

import { redirect } from 'next/navigation'
import { endSession } from './sessionCookie'

/** Signs out of this browser: the action of a form in any page's menu. */
export async function signOut(): Promise<void> {
  await endSession()
  redirect('/login')
}
