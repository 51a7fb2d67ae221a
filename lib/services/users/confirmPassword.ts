import { findUser } from '@/db/queries/users'
import { verifyPassword } from '@/lib/auth/password'
import type { RootContext } from '../context'
import { admit } from '../throttle/admit'
import { passwordLimits } from './limits'

/** Whether somebody with a session is who began it: they know the password. Guesses are few (F4). */
export async function confirmPassword(
  ctx: RootContext,
  userId: string,
  password: string,
): Promise<'confirmed' | 'refused' | 'wait'> {
  const tried = await admit(ctx, passwordLimits(userId))
  if (!tried.admitted) return 'wait'
  const user = await findUser(ctx.db, userId)
  if (!(await verifyPassword(password, user?.passwordHash ?? null))) return 'refused'
  await tried.takeBack()
  return 'confirmed'
}
