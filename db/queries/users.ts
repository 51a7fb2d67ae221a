import { and, asc, eq, inArray, isNotNull, isNull, sql, type InferInsertModel } from 'drizzle-orm'
import type { Executor } from '../client'
import { memberships, merchants, users } from '../schema'

export type UserRow = typeof users.$inferSelect

/** Adds a person; false when somebody has this e-mail already, also at the same moment. */
export async function insertUser(db: Executor, row: InferInsertModel<typeof users>): Promise<boolean> {
  const added = await db.insert(users).values(row).onConflictDoNothing().returning({ id: users.id })
  return added.length > 0
}

export async function insertMembership(
  db: Executor,
  row: InferInsertModel<typeof memberships>,
): Promise<void> {
  await db.insert(memberships).values(row)
}

export async function findUserByEmail(db: Executor, email: string): Promise<UserRow | null> {
  const [row] = await db.select().from(users).where(eq(users.email, email))
  return row ?? null
}

export async function findUser(db: Executor, id: string): Promise<UserRow | null> {
  const [row] = await db.select().from(users).where(eq(users.id, id))
  return row ?? null
}

/** A person whose sessions of this version are still good, with the merchant they joined first. */
export async function findMember(db: Executor, userId: string, sessionVersion: number) {
  const [row] = await db
    .select({
      userId: users.id,
      email: users.email,
      emailVerifiedAt: users.emailVerifiedAt,
      operator: users.operator,
      role: memberships.role,
      merchantId: merchants.id,
      merchantName: merchants.businessName,
      merchantStatus: merchants.status,
    })
    .from(users)
    .innerJoin(memberships, eq(memberships.userId, users.id))
    .innerJoin(merchants, eq(merchants.id, memberships.merchantId))
    .where(and(eq(users.id, userId), eq(users.sessionVersion, sessionVersion)))
    .orderBy(asc(memberships.createdAt), asc(memberships.id))
    .limit(1)
  return row ?? null
}

/** Sets a new password, which ends every session begun with the old one; gives the version of later ones. */
export async function setPassword(db: Executor, userId: string, passwordHash: string): Promise<number> {
  const [row] = await db
    .update(users)
    .set({ passwordHash, sessionVersion: sql`${users.sessionVersion} + 1` })
    .where(eq(users.id, userId))
    .returning({ version: users.sessionVersion })
  if (!row) throw new Error('the person vanished')
  return row.version
}

export async function endSessions(db: Executor, userId: string): Promise<void> {
  await db
    .update(users)
    .set({ sessionVersion: sql`${users.sessionVersion} + 1` })
    .where(eq(users.id, userId))
}

/** Notes when an address was first confirmed. */
export async function markEmailVerified(db: Executor, userId: string, at: Date): Promise<void> {
  await db
    .update(users)
    .set({ emailVerifiedAt: at })
    .where(and(eq(users.id, userId), isNull(users.emailVerifiedAt)))
}

/** Who registers an address at the same moment waits for each other until the transaction ends. */
export async function lockEmail(db: Executor, email: string): Promise<void> {
  await db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`register ${email}`}, 0))`)
}

/** The same password, hashed anew: sessions go on. Nothing happens when it was changed meanwhile. */
export async function rehashPassword(
  db: Executor,
  user: Pick<UserRow, 'id' | 'passwordHash'>,
  passwordHash: string,
): Promise<void> {
  await db
    .update(users)
    .set({ passwordHash })
    .where(and(eq(users.id, user.id), eq(users.passwordHash, user.passwordHash)))
}

/** The merchants that a person belongs to. */
export async function merchantsOf(db: Executor, userId: string): Promise<string[]> {
  const rows = await db
    .select({ merchantId: memberships.merchantId })
    .from(memberships)
    .where(eq(memberships.userId, userId))
    .orderBy(asc(memberships.merchantId))
  return rows.map(({ merchantId }) => merchantId)
}

export async function makeOperator(db: Executor, userId: string): Promise<void> {
  await db.update(users).set({ operator: true }).where(eq(users.id, userId))
}

/** The confirmed addresses of a merchant's people in these roles. */
export async function addressesOfMembers(
  db: Executor,
  merchantId: string,
  roles: readonly (typeof memberships.$inferSelect)['role'][],
): Promise<string[]> {
  const rows = await db
    .select({ email: users.email })
    .from(users)
    .innerJoin(memberships, eq(memberships.userId, users.id))
    .where(
      and(
        eq(memberships.merchantId, merchantId),
        inArray(memberships.role, [...roles]),
        isNotNull(users.emailVerifiedAt),
      ),
    )
  return rows.map(({ email }) => email)
}
