import { cookies } from 'next/headers'
import { connection } from 'next/server'
import { knownZone, ZONE_COOKIE } from '@/lib/dashboard/zone'
import { requireSession, sessionActor } from '@/lib/auth/session'
import { roleMay, type Permission } from '@/lib/domain/access'
import { getApp } from '@/lib/server/app'

/** Whoever asks for a page, with what every page needs; on to `/login` without a session. */
export async function visit(from: string) {
  await connection()
  const session = await requireSession(from)
  const chosen = (await cookies()).get(ZONE_COOKIE)?.value
  return {
    app: getApp(),
    session,
    actor: sessionActor(session),
    zone: knownZone(chosen),
    zoneKnown: chosen !== undefined,
    /** For leaving out what would be refused: the services decide. */
    may: (permission: Permission) => roleMay(session.role, permission),
  }
}
