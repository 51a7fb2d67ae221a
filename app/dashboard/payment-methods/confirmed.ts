import { BUSY, TOO_MANY } from '@/app/(auth)/form'
import { isTurnstileFull } from '@/lib/auth/turnstile'
import { getApp } from '@/lib/server/app'
import { confirmPassword } from '@/lib/services/users/confirmPassword'

/** Whether they know their password; the text for the form where that could not be found out. */
export async function confirmed(userId: string, password: string): Promise<string> {
  try {
    const known = await confirmPassword(getApp(), userId, password)
    return known === 'wait' ? TOO_MANY : known
  } catch (error) {
    if (isTurnstileFull(error)) return BUSY
    throw error
  }
}
