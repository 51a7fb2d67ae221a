import { randomUUID } from 'node:crypto'
import { memberships, users } from '@/db/schema'
import { sealSession, sessionCookie, tokenOf } from '@/lib/auth/sessionToken'
import type { Role } from '@/lib/domain/access'
import { newId } from '@/lib/ids'
import type { App } from '@/lib/server/app'

/** Somebody with a role in a merchant, and the cookie of their session, which began `ago` milliseconds before now. */
export async function personOf(
  app: App,
  merchantId: string,
  role: Role = 'owner',
  { verified = true, ago = 0 }: { verified?: boolean; ago?: number } = {},
): Promise<{ userId: string; email: string; cookie: string }> {
  const now = app.clock.now()
  const userId = newId('usr', now)
  const email = `${randomUUID()}@example.com`
  await app.db.insert(users).values({
    id: userId,
    email,
    passwordHash: 'nobody has one yet',
    emailVerifiedAt: verified ? now : null,
    createdAt: now,
  })
  await app.db.insert(memberships).values({ id: newId('mem', now), merchantId, userId, role, createdAt: now })
  const claims = { userId, version: 1, signedInAt: new Date(now.getTime() - ago) }
  const sealed = await sealSession(tokenOf(claims), app.env.authKeys)
  return { userId, email, cookie: `${sessionCookie(app.env.publicUrl).name}=${sealed}` }
}
