import { sql, type InferInsertModel } from 'drizzle-orm'
import type { Executor } from '../client'
import { auditEntries } from '../schema'

/** Writes an entry with its link in a chain, in one round trip; the link waits to be folded in (Q5). */
export async function insertAuditEntry(
  db: Executor,
  chain: string,
  row: InferInsertModel<typeof auditEntries>,
): Promise<void> {
  const added = db.insert(auditEntries).values(row).returning({ id: auditEntries.id })
  await db.execute(sql`
    with added as ${added}
    insert into audit_links (line_id, chain, source) select id, ${chain}, 'entry' from added`)
}
