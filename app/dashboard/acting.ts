import { requireSession, sessionActor } from '@/lib/auth/session'
import { getApp } from '@/lib/server/app'

/**
 * Whoever sends a form that belongs to no row yet. The mode that it was filled in under is sent along: it may have been switched
 * in another window meanwhile, and nobody who meant a test makes something live. Null when it was.
 */
export async function acting(data: FormData) {
  const session = await requireSession('/dashboard')
  if (data.get('mode') !== session.mode) return null
  return { app: getApp(), session, actor: sessionActor(session) }
}

export const MODE_CHANGED =
  'Test and live mode were switched in another window since this page was opened. Look at the switch, and send it again.'
