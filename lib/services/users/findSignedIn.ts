import { findMember } from '@/db/queries/users'
import type { SessionClaims } from '@/lib/auth/sessionToken'
import type { Role } from '@/lib/domain/access'
import type { ServiceContext } from '../context'

/** A person with a session, as the database knows them now. */
export type SignedIn = {
  userId: string
  email: string
  emailVerified: boolean
  operator: boolean
  merchantId: string
  merchantName: string
  role: Role
  /** Live mode waits for a verified e-mail address (L3) and an active merchant. */
  mayGoLive: boolean
  signedInAt: Date
}

/**
 * Who a session's claims stand for: asked of the database at each request, so that a new password, another role or a
 * removal counts at once. Null when the session was ended.
 */
export async function findSignedIn(ctx: ServiceContext, claims: SessionClaims): Promise<SignedIn | null> {
  const member = await findMember(ctx.db, claims.userId, claims.version)
  if (!member) return null
  const emailVerified = member.emailVerifiedAt !== null
  return {
    userId: member.userId,
    email: member.email,
    emailVerified,
    operator: member.operator,
    merchantId: member.merchantId,
    merchantName: member.merchantName,
    role: member.role,
    mayGoLive: emailVerified && member.merchantStatus === 'active',
    signedInAt: claims.signedInAt,
  }
}
